//! What a text consists of, as far as Markdown that is kept goes: paragraphs, list items, tables
//! and code. Headings and quotes become paragraphs.

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Words.
    Paragraph(String),
    /// An item of a list.
    Item {
        /// By how many columns its marker is indented.
        indent: usize,
        /// The marker with a space behind, e.g. `- `.
        marker: String,
        /// Its words.
        text: String,
        /// Whether no blank line is needed before it.
        close: bool,
    },
    /// The rows of a table, each with a bar before it.
    Table(Vec<String>),
    /// Lines of code, of no language.
    Code(Vec<String>),
}

/// The parts of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut parser = Parser::default();
    for line in text.lines() {
        parser.line(line);
    }
    parser.flush();
    parser.blocks
}

#[derive(Default)]
struct Parser {
    blocks: Vec<Block>,
    /// What is being read.
    open: Open,
    /// The lists around the last item: how far their markers and their texts are indented.
    lists: Vec<List>,
}

#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Block(Block),
    Code {
        fence: String,
        lines: Vec<String>,
    },
}

struct List {
    /// The column of the marker in the document.
    column: usize,
    /// The column of the item's text in what is emitted.
    text: usize,
    /// The last character of the marker.
    kind: char,
}

/// How deep lists nest in what is emitted.
const MAX_LISTS: usize = 4;

impl Parser {
    fn line(&mut self, line: &str) {
        if let Open::Code { fence, lines } = &mut self.open {
            let trimmed = line.trim();
            if trimmed.starts_with(fence.as_str())
                && trimmed.trim_matches(fence_of(fence)).is_empty()
            {
                self.flush();
            } else {
                lines.push(line.trim_end().to_owned());
            }
            return;
        }
        let indent = line.strip_suffix(line.trim_start());
        let column = indent.map_or(0, str::len);
        let mut line = line.trim();
        while let Some(quoted) = line.strip_prefix('>') {
            line = quoted.trim_start();
        }
        if let Some(fence) = fence(line) {
            self.flush();
            self.lists.clear();
            self.open = Open::Code {
                fence: fence.to_owned(),
                lines: Vec::new(),
            };
        } else if line.is_empty() || is_rule(line) {
            self.flush();
        } else if let Some(heading) = heading(line) {
            self.flush();
            self.paragraph(heading);
            self.flush();
        } else if line.starts_with('|') {
            self.row(line);
        } else if let Some((marker, text)) = item(line) {
            self.item(column, marker, text);
        } else {
            self.words(line);
        }
    }

    /// Ends what is being read.
    fn flush(&mut self) {
        match std::mem::take(&mut self.open) {
            Open::Nothing => {}
            Open::Block(block) => self.blocks.push(block),
            Open::Code { lines, .. } => {
                let written = |line: &String| !line.is_empty();
                if let Some(first) = lines.iter().position(written)
                    && let Some(last) = lines.iter().rposition(written)
                    && let Some(lines) = lines.get(first..=last)
                {
                    self.blocks.push(Block::Code(lines.to_vec()));
                }
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.lists.clear();
        self.open = Open::Block(Block::Paragraph(text.to_owned()));
    }

    fn words(&mut self, line: &str) {
        match &mut self.open {
            Open::Block(Block::Paragraph(text) | Block::Item { text, .. }) => {
                text.push(' ');
                text.push_str(line);
            }
            Open::Nothing | Open::Block(Block::Table(_) | Block::Code(_)) | Open::Code { .. } => {
                self.flush();
                self.paragraph(line);
            }
        }
    }

    fn row(&mut self, line: &str) {
        if let Open::Block(Block::Table(rows)) = &mut self.open {
            rows.push(line.to_owned());
        } else {
            self.flush();
            self.lists.clear();
            self.open = Open::Block(Block::Table(vec![line.to_owned()]));
        }
    }

    fn item(&mut self, column: usize, marker: &str, text: &str) {
        self.flush();
        let kind = marker.chars().next_back().unwrap_or('-');
        let bullet = !matches!(kind, '.' | ')');
        let mut close = bullet && !self.lists.is_empty();
        while let Some(list) = self.lists.last()
            && (list.column >= column || self.lists.len() == MAX_LISTS)
        {
            close |= list.kind == kind;
            self.lists.pop();
        }
        let indent = self.lists.last().map_or(0, |list| list.text);
        let marker = format!("{marker} ");
        self.lists.push(List {
            column,
            text: marker.len().saturating_add(indent),
            kind,
        });
        self.open = Open::Block(Block::Item {
            indent,
            marker,
            text: text.to_owned(),
            close,
        });
    }
}

/// The fence that a line opens.
fn fence(line: &str) -> Option<&str> {
    let first = line.chars().next().filter(|first| "`~".contains(*first))?;
    let rest = line.trim_start_matches(first);
    let fence = line.strip_suffix(rest)?;
    (fence.len() >= 3 && !(first == '`' && rest.contains('`'))).then_some(fence)
}

fn fence_of(fence: &str) -> char {
    fence.chars().next().unwrap_or('`')
}

/// Whether a line is a rule, or underlines a heading.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|character| *character != ' ');
    let Some(first) = marks.next().filter(|first| "-=*_".contains(*first)) else {
        return false;
    };
    line.len() >= 3 && marks.all(|mark| mark == first)
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.strip_suffix(text)?.len();
    ((1..=6).contains(&level) && text.starts_with(' '))
        .then(|| text.trim_end_matches('#').trim())
        .filter(|text| !text.is_empty())
}

/// The marker and the text of a list item.
fn item(line: &str) -> Option<(&str, &str)> {
    let (marker, text) = line.split_once(' ')?;
    let bullet = matches!(marker, "-" | "*" | "+");
    let number = marker.strip_suffix(['.', ')']).is_some_and(|number| {
        (1..=9).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit())
    });
    let text = text.trim_start();
    ((bullet || number) && !text.is_empty()).then_some((marker, text))
}
