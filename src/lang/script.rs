//! Scripts, as far as the stages differ by them.

/// The script that a language is mainly written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Arabic, right to left.
    Arabic,
    /// Hebrew, right to left.
    Hebrew,
    /// Han, with kana in Japanese; no spaces between words.
    Han,
    /// Hangul.
    Hangul,
    /// Devanagari.
    Devanagari,
    /// Gujarati.
    Gujarati,
    /// Tamil.
    Tamil,
    /// Telugu.
    Telugu,
    /// Sinhala.
    Sinhala,
    /// Thai; no spaces between words.
    Thai,
    /// Myanmar; no spaces between words.
    Myanmar,
    /// Armenian.
    Armenian,
    /// Ethiopic.
    Ethiopic,
    /// Any other, or not known.
    Other,
}

impl Script {
    /// The script of a character; `None` for digits, marks and punctuation, which any script uses.
    ///
    /// Block ranges of Unicode 16, for the letters that running text uses.
    pub fn of(c: char) -> Option<Script> {
        Some(match c as u32 {
            0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F => Self::Latin,
            0x250..=0x2AF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFF21..=0xFF5A => {
                Self::Latin
            }
            0x370..=0x3FF | 0x1F00..=0x1FFF => Self::Greek,
            0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            0x530..=0x58F => Self::Armenian,
            0x591..=0x5F4 | 0xFB1D..=0xFB4F => Self::Hebrew,
            0x600..=0x60B
            | 0x60D..=0x61A
            | 0x61C..=0x61E
            | 0x620..=0x65F
            | 0x66E..=0x6D3
            | 0x6D5..=0x6EF
            | 0x6FA..=0x6FF
            | 0x750..=0x77F
            | 0x8A0..=0x8FF
            | 0xFB50..=0xFDFF
            | 0xFE70..=0xFEFC => Self::Arabic,
            0x900..=0x950 | 0x955..=0x963 | 0x970..=0x97F => Self::Devanagari,
            0xA80..=0xAFF if c.is_alphabetic() => Self::Gujarati,
            0xB80..=0xBFF if c.is_alphabetic() => Self::Tamil,
            0xC00..=0xC7F if c.is_alphabetic() => Self::Telugu,
            0xD80..=0xDFF if c.is_alphabetic() => Self::Sinhala,
            0xE00..=0xE4E => Self::Thai,
            0x1000..=0x103F | 0x104C..=0x109F => Self::Myanmar,
            0x1200..=0x135F | 0x1380..=0x139F | 0x2D80..=0x2DDF => Self::Ethiopic,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7FF => Self::Hangul,
            0x3005..=0x3007
            | 0x3040..=0x30FF
            | 0x31F0..=0x31FF
            | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF
            | 0xF900..=0xFAFF
            | 0xFF66..=0xFF9D
            | 0x20000..=0x3FFFF => Self::Han,
            _ if c.is_alphabetic() => Self::Other,
            _ => return None,
        })
    }

    /// Whether text in it runs from right to left.
    pub fn right_to_left(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }

    /// Whether words are set apart by spaces.
    pub fn spaced(self) -> bool {
        !matches!(self, Self::Han | Self::Thai | Self::Myanmar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_end_where_their_letters_do() {
        let of = |text: &str| text.chars().map(Script::of).collect::<Vec<_>>();
        assert_eq!(of("కகકක"), [Script::Telugu, Script::Tamil, Script::Gujarati, Script::Sinhala].map(Some));
        // Accents of the Vedas stand in any script of India; Bengali and Georgian have no record of their own.
        assert_eq!(of("\u{951}ꟾবა"), [None, Some(Script::Latin), Some(Script::Other), Some(Script::Other)]);
        assert_eq!(of("౧1।"), [None; 3]);
    }
}
