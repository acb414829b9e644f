//! Which two letters are a language.

/// The codes of ISO 639-1, sorted; deprecated ones are left out.
const ISO_639_1: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
    se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi \
    vo wa wo xh yi yo za zh zu";

/// Whether two letters are a language, in any case: `de`, not `md`.
pub fn is_assigned(code: &str) -> bool {
    code.len() == 2 && ISO_639_1.split(' ').any(|known| known.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_languages_from_file_extensions() {
        for code in ["de", "IS", "am", "zu"] {
            assert!(is_assigned(code), "{code}");
        }
        for code in ["md", "js", "py", "rs", "gz", "", " ", "d", "deu", "de fr"] {
            assert!(!is_assigned(code), "{code}");
        }
    }
}
