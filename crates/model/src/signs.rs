//! Signs that command what shows a text, where a text is only to be read.

use std::borrow::Cow;

/// What stands in the place of such a sign.
const IN_ITS_PLACE: char = char::REPLACEMENT_CHARACTER;

/// Whether a sign commands: control characters but tab and the ends of lines, which a terminal obeys and which XML and
/// HTML forbid; those that change the direction of what follows, so that a text reads otherwise than it is; and the two
/// that are no characters.
pub fn commands(sign: char) -> bool {
    match sign {
        '\t' | '\n' | '\r' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => true,
        _ => sign.is_control(),
    }
}

/// The text with a mark in the place of each sign that commands. A carriage return is one where it ends no line: what
/// follows would be written over what stands there.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let returns = text.matches('\r').count() > text.matches("\r\n").count();
    if !returns && !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let lines = text.split("\r\n");
    let lines =
        lines.map(|line| line.replace(|sign| sign == '\r' || commands(sign), &IN_ITS_PLACE.to_string()));
    Cow::Owned(lines.collect::<Vec<_>>().join("\r\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_command_are_marked_and_all_others_stay() {
        for plain in ["", "Łódź – £5\tand\nmore\r\nof it 👩‍👧 שלום", "\u{feff}a", "\u{200e}\u{ad}\u{a0}"]
        {
            assert!(matches!(harmless(plain), Cow::Borrowed(text) if text == plain), "{plain:?}");
        }
        for sign in [
            '\0', '\u{8}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{202e}', '\u{2066}',
            '\u{ffff}',
        ] {
            assert_eq!(harmless(&format!("a{sign}\r\nb")), "a\u{fffd}\r\nb", "{sign:?}");
        }
        assert_eq!(harmless("no problems\rerror\r\n\r"), "no problems\u{fffd}error\r\n\u{fffd}");
    }
}
