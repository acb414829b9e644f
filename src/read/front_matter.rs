//! What stands before the text of a Markdown file and is none of it: `lang: de`, `title: ...`.

/// The lines between a first line `---` (or `+++`) and the next such line, and where the text after them
/// starts. A rule at the head of a text is told apart by what follows: no key.
pub(super) fn front_matter(source: &str) -> (&str, usize) {
    let mut lines = source.split_inclusive('\n');
    let Some(fence) = lines.next().filter(|line| matches!(line.trim_end(), "---" | "+++")) else {
        return ("", 0);
    };
    let (start, mut end) = (fence.len(), fence.len());
    for (number, line) in lines.enumerate() {
        let bare = line.trim_end();
        if number == 0 && !bare.starts_with('#') && !bare.contains([':', '=']) {
            break;
        }
        if bare == fence.trim_end() || (bare == "..." && fence.starts_with('-')) {
            return (&source[start..end], end + line.len());
        }
        end += line.len();
    }
    ("", 0)
}

/// The value of the first `key: value` or `key = value` with one of the keys.
pub(super) fn value<'a>(front: &'a str, keys: &[&str]) -> Option<&'a str> {
    front.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']);
        (keys.iter().any(|one| key.trim_end().eq_ignore_ascii_case(one)) && !value.is_empty())
            .then_some(value)
    })
}
