//! A BCP 47 language tag, small enough to copy.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;

/// A BCP 47 language tag in its canonical case: `de`, `zh-Hant`, `pt-BR`. At most 15 bytes.
///
/// The default is `und`: no language known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang {
    bytes: [u8; 15],
    len: u8,
}

impl Lang {
    /// No language known.
    pub const UND: Lang = Lang::literal("und");

    /// A tag that is known to be well formed, for tables.
    ///
    /// # Panics
    /// If it is longer than 15 bytes or empty.
    pub const fn literal(tag: &str) -> Lang {
        let from = tag.as_bytes();
        assert!(!from.is_empty() && from.len() <= 15);
        let mut bytes = [0; 15];
        let mut index = 0;
        while index < from.len() {
            bytes[index] = from[index];
            index += 1;
        }
        Lang { bytes, len: from.len() as u8 }
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or("und")
    }

    /// The language subtag: `zh` of `zh-Hant`.
    pub fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or("und")
    }

    /// Whether the languages are one: `pt` and `pt-BR` are, and what goes by two tags (`no` and `nb`).
    pub fn same_language(&self, other: &Lang) -> bool {
        self.usual() == other.usual()
    }

    /// The language subtag by which the program knows a language that goes by several (the registry of BCP 47 names
    /// `iw` and `in` as deprecated, `no` as the macrolanguage of `nb`, `fil` as next to `tl`).
    pub fn usual(&self) -> &str {
        match self.primary() {
            "no" => "nb",
            "fil" => "tl",
            "iw" => "he",
            "in" => "id",
            primary => primary,
        }
    }

    /// Whether no language is known.
    pub fn is_und(&self) -> bool {
        *self == Lang::UND
    }
}

impl Default for Lang {
    fn default() -> Self {
        Lang::UND
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// Accepts any case, and `_` for `-`; checks the form (RFC 5646, section 2.1: language, script, region,
/// variants), not the registry.
impl FromStr for Lang {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong =
            || Error::usage(format!("expected a language tag such as `de` or `pt-BR`, but found `{text}`"));
        if text.len() > 15 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut tag = String::with_capacity(text.len());
        for (index, part) in text.split(['-', '_']).enumerate() {
            let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let known = match (index, part.len()) {
                (0, 2..=3) => letters,
                (0, _) => false,
                (_, 2 | 4) => letters || part.len() == 4,
                (_, 3) => part.bytes().all(|byte| byte.is_ascii_digit()),
                (_, 5..=8) => part.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                _ => false,
            };
            if !known {
                return Err(wrong());
            }
            if index > 0 {
                tag.push('-');
            }
            let lower = part.to_ascii_lowercase();
            match (index, part.len()) {
                (1.., 2) => tag.push_str(&part.to_ascii_uppercase()),
                (1.., 4) if letters => {
                    tag.push_str(&lower[..1].to_ascii_uppercase());
                    tag.push_str(&lower[1..]);
                }
                _ => tag.push_str(&lower),
            }
        }
        Ok(Lang::literal(&tag))
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|error: Error| serde::de::Error::custom(error.message()))
    }
}

impl schemars::JsonSchema for Lang {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Lang".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "BCP 47 language tag" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brings_tags_to_their_canonical_case() {
        for (given, wanted) in
            [("DE", "de"), ("zh_hant", "zh-Hant"), ("pt-br", "pt-BR"), ("es-419", "es-419")]
        {
            assert_eq!(given.parse::<Lang>().unwrap().as_str(), wanted);
        }
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for given in ["", "d", "fr_", "deutsch", "résumé", "x-y", "en-", "12"] {
            assert!(given.parse::<Lang>().is_err(), "{given}");
        }
    }
}
