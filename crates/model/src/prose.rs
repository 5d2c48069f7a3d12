//! Prose in files of its own, for those who write: Markdown in the folder `text/` of a crate. The heading
//! `# ...` above a text is its name in the program.

/// A text by its file in `text/` and by its heading; one that is not there does not compile.
#[macro_export]
macro_rules! text {
    ($file:literal, $heading:literal) => {
        const {
            let file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/", $file, ".md"));
            $crate::prose::under(file, concat!("\n# ", $heading, "\n")).expect("the file has this heading")
        }
    };
}

/// The text under a line that is its heading.
pub const fn under<'t>(file: &'t str, heading: &str) -> Option<&'t str> {
    let Some((_, rest)) = cut(file, heading) else { return None };
    let text = if let Some((text, _)) = cut(rest, "\n# ") { text } else { rest };
    Some(text.trim_ascii())
}

/// What stands before and behind the first place of a mark: `split_once`, for the compiler.
const fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let (letters, mark) = (text.as_bytes(), mark.as_bytes());
    let mut at = 0;
    while at + mark.len() <= letters.len() {
        let mut same = 0;
        while same < mark.len() && letters[at + same] == mark[same] {
            same += 1;
        }
        if same == mark.len() {
            return Some((text.split_at(at).0, text.split_at(at + same).1));
        }
        at += 1;
    }
    None
}

/// The points of a list: what stands behind `- ` at the beginning of lines.
pub fn points(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("- "))
}

/// Names with what is said of them: the points of a list such as `- name: what it is`.
pub fn named(text: &str) -> impl Iterator<Item = (&str, &str)> {
    points(text).filter_map(|point| point.split_once(": "))
}

/// What is said of a name among [`named`] ones.
pub fn said_of<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    named(text).find(|(own, _)| *own == name).map(|(_, said)| said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_under_its_heading() {
        const FILE: &str = "For writers.\n\n# one\n\nA text.\n\n## Within it\n\n# two\n- a: b: c\n- d\n";
        assert_eq!(under(FILE, "\n# one\n"), Some("A text.\n\n## Within it"));
        assert_eq!(under(FILE, "\n# two\n"), Some("- a: b: c\n- d"));
        assert_eq!(under(FILE, "\n# three\n"), None);
        assert_eq!(named(FILE).collect::<Vec<_>>(), [("a", "b: c")]);
        assert_eq!((said_of(FILE, "a"), said_of(FILE, "d")), (Some("b: c"), None));
        assert_eq!(points(FILE).collect::<Vec<_>>(), ["a: b: c", "d"]);
    }
}
