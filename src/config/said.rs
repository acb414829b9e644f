//! What the parser says of a wrong configuration -> the key and what belongs there, in the reader's words.

/// What is said where the parser's message names no more than types: the message, and what to do.
///
/// `offset`: the byte at which it found something wrong.
pub(super) fn said(message: &str, text: &str, offset: usize) -> (String, Option<String>) {
    let shown = "`alinea init` writes every setting with its default";
    let place = place(text, offset);
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let unknown = rest.split('`').nth(1).unwrap_or_default();
        let hint = nearest(message).map_or(shown.to_owned(), |known| format!("did you mean `{known}`?"));
        return (format!("there is no setting `{unknown}`"), Some(hint));
    }
    if let Some((found, known)) =
        message.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected "))
    {
        let hint = nearest(message).map(|known| format!("did you mean `{known}`?"));
        return (format!("{place}expected {known}, but found {found}"), hint);
    }
    let wrong = ["invalid type: ", "invalid value: "].iter().find_map(|kind| message.strip_prefix(kind));
    match wrong.and_then(|rest| rest.split_once(", expected ")) {
        Some((found, wanted)) => (
            format!("{place}expected {}, but found {}", self::wanted(wanted), self::found(found)),
            Some(shown.to_owned()),
        ),
        None => (message.to_owned(), None),
    }
}

/// What belongs there, by the type that a parser names.
fn wanted(kind: &str) -> &str {
    match kind {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "`true` or `false`",
        "a string" => "text in quotation marks",
        "a sequence" => "a list, such as `[\"x\"]`",
        "a map" => "a table",
        kind if kind.starts_with("struct ") => "a table",
        kind => kind,
    }
}

/// What was found: the value, without its type.
fn found(value: &str) -> String {
    match value {
        "map" => "a table".to_owned(),
        "sequence" => "a list".to_owned(),
        value => match (value.find(['`', '"']), value.strip_prefix("string ")) {
            (_, Some(text)) => format!("`{text}`"),
            (Some(start), None) => value[start..].to_owned(),
            (None, None) => value.to_owned(),
        },
    }
}

/// "`key` in `[table]`: " of the byte, as far as the lines tell.
fn place(text: &str, offset: usize) -> String {
    let end = text[text.floor_char_boundary(offset)..].find('\n').map_or(text.len(), |end| offset + end);
    let before = &text[..text.floor_char_boundary(end)];
    let table = before.lines().rev().map(str::trim).find(|line| line.starts_with('[') && line.ends_with(']'));
    let key = before.lines().rev().take_while(|line| Some(line.trim()) != table).find_map(|line| {
        let key = line.split_once('=')?.0.trim();
        (!key.is_empty() && !key.starts_with(['#', '"', '\''])).then_some(key)
    });
    match (key, table) {
        (Some(key), Some(table)) => format!("`{key}` in `{table}`: "),
        (Some(name), None) | (None, Some(name)) => format!("`{name}`: "),
        (None, None) => String::new(),
    }
}

/// The key that an "unknown ..." message most likely means. The message lists those that exist.
fn nearest(message: &str) -> Option<&str> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let (unknown, known) = (quoted.next()?, quoted);
    known
        .map(|key| (strsim::damerau_levenshtein(unknown, key), key))
        .filter(|(distance, key)| *distance <= 2.max(key.len() / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, key)| key)
}
