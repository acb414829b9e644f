//! What stands before the text of a Markdown file and is none of it: `lang: de`, `title: ...`.

/// The lines between a first line `---` (or `+++`) and the next such line, and where the text after them
/// starts. A rule at the head of a text is told apart by what follows: no key, or prose before the next rule.
pub(super) fn front_matter(source: &str) -> (&str, usize) {
    let mut lines = source.split_inclusive('\n');
    let Some(fence) = lines.next().filter(|line| matches!(line.trim_end(), "---" | "+++")) else {
        return ("", 0);
    };
    let (start, mut end) = (fence.len(), fence.len());
    let mut odd = false;
    for (number, line) in lines.enumerate() {
        let bare = line.trim_end();
        if number == 0 && !bare.starts_with('#') && !bare.contains([':', '=']) {
            break;
        }
        if bare == fence.trim_end() || (bare == "..." && fence.starts_with('-')) {
            let front = &source[start..end];
            return if odd && value(front, KNOWN).is_none() { ("", 0) } else { (front, end + line.len()) };
        }
        odd |= fence.starts_with('-') && !is_yaml(bare);
        end += line.len();
    }
    ("", 0)
}

/// Whether a line may stand in YAML that says `key: value`: blank, a key, the next line of a value, an item of a list, the
/// end of one in brackets, or a comment.
fn is_yaml(line: &str) -> bool {
    line.is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}'])
        || line == "-"
        || line.starts_with("- ")
        || line.strip_suffix(':').or(line.split_once(": ").map(|pair| pair.0)).is_some_and(is_key)
}

/// Keys that make a block of lines front matter, whatever else stands in it.
const KNOWN: &[&str] =
    &["title", "lang", "language", "locale", "date", "author", "layout", "slug", "tags", "description"];

/// Whether what stands before a colon is a key: few words, without marks but those of names.
fn is_key(key: &str) -> bool {
    let quoted = key.len() > 1 && key.starts_with(['"', '\'']) && key.ends_with(['"', '\'']);
    let plain = |c: char| c.is_alphanumeric() || "_-./@:()+<$ ".contains(c);
    quoted || (key.chars().all(plain) && (1..=3).contains(&key.split_whitespace().count()))
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
