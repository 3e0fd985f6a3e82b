//! Diagnostics in, text for people or machines out. Knows places and texts; decides neither what
//! is an error nor where the text goes.
//!
//! Frames are drawn by `annotate-snippets`: the Rust project keeps it, it draws what users of rustc
//! know, needs two small dependencies, and makes control characters of untrusted text visible.

mod frame;
mod github;
mod json;

use std::cmp::Ordering;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// For whom diagnostics are rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Code frames, without colour: for a pipe or a log.
    Plain,
    /// Code frames in colour: for a terminal.
    Colored,
    /// A JSON object on a line for each diagnostic: for editors and other tools.
    Json,
    /// Workflow commands of GitHub Actions: shown beside the lines of a pull request.
    Github,
}

/// Renders diagnostics in the order of their files and places. Those without a place come first,
/// and those at the same place stay in the order given.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| by_place(a, b));
    let rendered = sorted.into_iter().map(|diagnostic| match style {
        Style::Plain => frame::plain(diagnostic, sources) + "\n",
        Style::Colored => frame::colored(diagnostic, sources) + "\n",
        Style::Json => json::line(diagnostic, sources),
        Style::Github => github::command(diagnostic, sources),
    });
    rendered.fold(String::new(), |text, diagnostic| text + &diagnostic + "\n")
}

fn by_place(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let start = |diagnostic: &Diagnostic| {
        diagnostic
            .labels
            .first()
            .map(|label| (label.span.file, label.span.start))
    };
    start(a).cmp(&start(b))
}

/// The name of a severity in all styles.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use insta::assert_snapshot;

    use super::*;
    use crate::code;
    use crate::load::{Limits, load};
    use crate::pointer;
    use crate::tree::{Document, NodeId};

    const TEXT: &str = "\
asyncapi: 2.6.0
info: {title: T, \"a/b\": \"red \u{202e}x\"}
channels:
  ünï: &a
    publish: 1

    subscribe: 2
  b: *a
";

    fn document(text: &str) -> Document {
        let files = BTreeMap::from([("specs/a.yaml".to_owned(), text.as_bytes().to_vec())]);
        let mut document = Document::default();
        load(&mut document, "specs/a.yaml", &files, &Limits::default()).expect(text);
        document
    }

    fn node(document: &Document, pointer: &str) -> NodeId {
        let steps = pointer::parse(pointer).expect(pointer);
        pointer::find(document, NodeId(0), &steps).expect(pointer)
    }

    fn samples(document: &Document) -> Vec<Diagnostic> {
        let at = |pointer| node(document, pointer);
        vec![
            Diagnostic::error(&code::KEY, "one key, another place")
                .at_key(document, at("/channels/ünï/subscribe")),
            Diagnostic::warning(&code::TAG, "a `\u{1b}[31m` in a value, 100% odd")
                .at(document, at("/info/a~1b"))
                .see(document, at("/asyncapi"), "other part")
                .see_key(document, at("/channels/b"), "and, here: too")
                .help("remove\u{7} it"),
            Diagnostic::error(&code::NODES, "an object of many lines")
                .at(document, at("/channels/ünï")),
            Diagnostic::error(&code::NODES, "the root").at(document, NodeId(0)),
            Diagnostic::error(&code::UNREADABLE, "cannot read `b.yaml`").help("check the path"),
        ]
    }

    #[test]
    fn plain_frames_have_places_pointers_and_help() {
        let document = document(TEXT);
        assert_snapshot!(render(&samples(&document), &document.sources, Style::Plain), @r#"
        error[E0002]: cannot read `b.yaml`
         |
         = help: check the path

        error[E0006]: the root
         --> specs/a.yaml:1:1
          |
        1 | asyncapi: 2.6.0
          | ^^^^^^^^^^^^^^^

        warning[E0012]: a `␛[31m` in a value, 100% odd
         --> specs/a.yaml:2:25
          |
        2 | info: {title: T, "a/b": "red �x"}
          |                         ^^^^^^^^
          |
         ::: specs/a.yaml:1:11
          |
        1 | asyncapi: 2.6.0
          |           ----- other part (/asyncapi)
          |
         ::: specs/a.yaml:8:3
          |
        8 |   b: *a
          |   - and, here: too (/channels/b)
          |
          = at: /info/a~1b
          = help: remove␇ it

        error[E0006]: an object of many lines
         --> specs/a.yaml:5:5
          |
        5 |     publish: 1
          |     ^^^^^^^^^^
          |
          = at: /channels/ünï

        error[E0014]: one key, another place
         --> specs/a.yaml:7:5
          |
        7 |     subscribe: 2
          |     ^^^^^^^^^
          |
          = at: /channels/ünï/subscribe
        "#);
    }

    #[test]
    fn colored_frames_are_plain_ones_in_colour() {
        let document = document(TEXT);
        let colored = render(&samples(&document), &document.sources, Style::Colored);
        let mut parts = colored.split("\u{1b}[");
        let mut stripped = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            stripped.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
        }
        assert_ne!(colored, stripped);
        assert_eq!(
            stripped,
            render(&samples(&document), &document.sources, Style::Plain)
        );
    }

    #[test]
    fn json_has_a_line_for_each_diagnostic() {
        let document = document(TEXT);
        assert_snapshot!(render(&samples(&document), &document.sources, Style::Json), @r#"
        {"code":"E0002","help":"check the path","message":"cannot read `b.yaml`","places":[],"severity":"error"}
        {"code":"E0006","help":null,"message":"the root","places":[{"column":1,"line":1,"path":"specs/a.yaml","pointer":"","text":""}],"severity":"error"}
        {"code":"E0012","help":"remove\u0007 it","message":"a `\u001b[31m` in a value, 100% odd","places":[{"column":25,"line":2,"path":"specs/a.yaml","pointer":"/info/a~1b","text":""},{"column":11,"line":1,"path":"specs/a.yaml","pointer":"/asyncapi","text":"other part"},{"column":3,"line":8,"path":"specs/a.yaml","pointer":"/channels/b","text":"and, here: too"}],"severity":"warning"}
        {"code":"E0006","help":null,"message":"an object of many lines","places":[{"column":5,"line":5,"path":"specs/a.yaml","pointer":"/channels/ünï","text":""}],"severity":"error"}
        {"code":"E0014","help":null,"message":"one key, another place","places":[{"column":5,"line":7,"path":"specs/a.yaml","pointer":"/channels/ünï/subscribe","text":""}],"severity":"error"}
        "#);
    }

    #[test]
    fn github_commands_are_escaped() {
        let document = document(TEXT);
        assert_snapshot!(render(&samples(&document), &document.sources, Style::Github), @r#"
        ::error title=E0002::cannot read `b.yaml`%0Ahelp: check the path
        ::error file=specs/a.yaml,line=1,col=1,title=E0006::the root
        ::warning file=specs/a.yaml,line=2,col=25,title=E0012::a `␛[31m` in a value, 100%25 odd%0Aat: /info/a~1b%0Aspecs/a.yaml:1:11: other part%0Aspecs/a.yaml:8:3: and, here: too%0Ahelp: remove␇ it
        ::error file=specs/a.yaml,line=5,col=5,title=E0006::an object of many lines%0Aat: /channels/ünï
        ::error file=specs/a.yaml,line=7,col=5,title=E0014::one key, another place%0Aat: /channels/ünï/subscribe
        "#);
    }

    #[test]
    fn of_long_lines_a_piece_is_shown() {
        let many: Vec<String> = (0..20_000)
            .map(|key| format!("\"ä{key}\": {key}"))
            .collect();
        let document = document(&format!("{{{}}}", many.join(",")));
        let at = |pointer| node(&document, pointer);
        let diagnostics = [
            Diagnostic::error(&code::KEY, "in the middle")
                .at(&document, at("/ä9000"))
                .see_key(&document, at("/ä19999"), "the end"),
            Diagnostic::error(&code::KEY, "the beginning").at(&document, at("/ä0")),
        ];
        assert_snapshot!(render(&diagnostics, &document.sources, Style::Plain), @r#"
        error[E0014]: the beginning
        --> specs/a.yaml:1:8
         = text: {"ä0": 0,"ä1": 1,"ä2": 2,"ä3": 3,"ä4": 4,"ä5": 5,"ä6": 6,"ä7": 7,"ä…
         = at: /ä0

        error[E0014]: in the middle
        --> specs/a.yaml:1:123791
         = text: …6": 8996,"ä8997": 8997,"ä8998": 8998,"ä8999": 8999,"ä9000": 9000,"ä9001": 9001,"ä9002": 9002,"ä9003": 9003,"ä9004": 9004…
        ::: specs/a.yaml:1:297766
         = the end (/ä19999): …995": 19995,"ä19996": 19996,"ä19997": 19997,"ä19998": 19998,"ä19999": 19999}
         = at: /ä9000
        "#);
    }

    #[test]
    fn lines_up_to_a_length_have_a_frame() {
        for (length, framed) in [(399, true), (400, true), (401, false)] {
            let line = format!("[1, \"{}\"]", "x".repeat(length - 7));
            let document = document(&line);
            let fault = Diagnostic::error(&code::KEY, "x").at(&document, node(&document, "/0"));
            let text = render(&[fault], &document.sources, Style::Plain);
            assert_eq!(text.contains('^'), framed, "{length}: {text}");
            let told = text.contains("= text: [1, ");
            assert_eq!(told, !framed, "{length}: {text}");
        }
    }

    #[test]
    fn a_place_behind_the_last_byte_is_shown() {
        let files = BTreeMap::from([("a.yaml".to_owned(), b"a: [1,\n".to_vec())]);
        let mut document = Document::default();
        let fault = load(&mut document, "a.yaml", &files, &Limits::default())
            .expect_err("it is not closed");
        let mut end = (*fault).clone();
        for label in &mut end.labels {
            label.span.start = 8;
            label.span.end = 8;
        }
        assert_snapshot!(render(&[*fault, end], &document.sources, Style::Plain), @r#"
        error[E0001]: this `[` is not closed
         --> a.yaml:1:4
          |
        1 | a: [1,
          |    ^
          |
          = at: /a/1
          = help: close the bracket

        error[E0001]: this `[` is not closed
         --> a.yaml:2:1
          |
        2 |
          | ^
          |
          = at: /a/1
          = help: close the bracket
        "#);
    }
}
