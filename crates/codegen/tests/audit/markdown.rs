//! Documentation as `rustdoc` reads it.

use asyncapi_codegen::generate::File;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::reader::{self, Words};

/// What the Markdown is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Documentation of an item.
    Docs,
    /// A page of its own.
    Readme,
}

/// What is not inert in a text; one line each.
pub(super) fn check(text: &str, kind: Kind, words: &Words) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    // What may be the name of an item is a link to it.
    let mut broken = |link: BrokenLink<'_>| {
        let to = format!("item:{}", link.reference);
        Some((CowStr::from(to), CowStr::Borrowed("")))
    };
    let mut found = Vec::new();
    let mut html = 0;
    // The example that is being read.
    let mut example: Option<String> = None;
    for event in Parser::new_with_broken_link_callback(text, options, Some(&mut broken)) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let readme = kind == Kind::Readme && matches!(&*info, "rust" | "rust,no_run");
                if &*info != "text" && !readme {
                    found.push(format!("code of the kind `{info}`"));
                }
                example = (readme && info.starts_with("rust")).then(String::new);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                found.push("indented code".to_owned());
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_known(&dest_url, words) => {
                found.push(format!("a link to `{dest_url}`"));
            }
            Event::Start(Tag::Image { .. }) => found.push("an image".to_owned()),
            Event::Start(Tag::FootnoteDefinition(_)) | Event::FootnoteReference(_) => {
                found.push("a footnote".to_owned());
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                html += 1;
                let header = kind == Kind::Readme && html == 1 && text.starts_with("<!-- @gen");
                if !header {
                    found.push(format!("HTML: {text}"));
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let code = example.take();
                found.extend(code.into_iter().flat_map(|code| read_example(&code, words)));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(example) = &mut example {
                    example.push_str(&text);
                }
                if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
                    found.push(format!("the character {hidden:?}"));
                }
            }
            _ => {}
        }
    }
    found
}

/// What is wrong with an example of Rust.
fn read_example(code: &str, words: &Words) -> Vec<String> {
    let mut words = words.clone();
    let ours = "Router StatusCode NO_CONTENT TcpListener async await bind delivery deliveries drift \
        dyn env error http if listener main net on_delivery on_event on_webhook post route \
        routing serve tokio var with_state app rejected batch";
    words.extend(ours.split_whitespace().map(ToOwned::to_owned));
    let code = ["eprintln!", "println!", "#[tokio::main]\nasync"]
        .iter()
        .fold(code.to_owned(), |code, ours| code.replace(ours, ""));
    let code = code
        .replace("async fn", "fn")
        .replace("use axum::", "use crate::");
    let library = |line: &str| line.starts_with("use ");
    let lines: Vec<&str> = code.lines().filter(|line| !library(line)).collect();
    let file = File {
        path: "src/example.rs".to_owned(),
        contents: lines.join("\n"),
    };
    reader::read(&words, &file)
}

/// Whether an address is a page of the web, or a path to something that is known.
fn is_known(address: &str, words: &Words) -> bool {
    if address.starts_with("https://") || address.starts_with("http://") {
        return true;
    }
    let path = address.strip_prefix("item:").unwrap_or(address);
    path.trim_matches('`')
        .split("::")
        .all(|word| words.contains(word))
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}'
        )
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
