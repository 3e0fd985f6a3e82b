//! Documentation that does nothing: no line of it is compiled, none holds HTML, and links lead to
//! web pages or to what the generator names. What may not be is told at its line; it need not be
//! wrong, but the generator does not write it.

/// What is known of a documentation behind some of its lines.
#[derive(Default)]
pub(super) struct Markdown {
    /// How many marks the open fence has; 0 outside of code.
    fence: usize,
    /// Whether a line of text came last, so that an indented line is no code.
    text: bool,
    /// The column that the text of the last list item began at.
    column: usize,
    /// Whether the label of a link has begun.
    label: bool,
}

/// What this documentation may have beside text.
pub(super) struct Allowed<'a> {
    /// What stands behind the marks that open a fence.
    pub(super) fences: &'a [&'a [u8]],
    /// How headings begin.
    pub(super) headings: &'a [&'a [u8]],
    /// Whether a path of Rust is one that the generator knows.
    pub(super) path: &'a dyn Fn(&[u8]) -> bool,
}

type Found = Result<(), &'static str>;

impl Markdown {
    /// Whether the next line is code of a language that is allowed.
    pub(super) fn is_code(&self) -> bool {
        self.fence > 0
    }

    /// Looks at the next line.
    pub(super) fn line(&mut self, line: &[u8], allowed: &Allowed<'_>) -> Found {
        let content = line.trim_ascii();
        if self.fence > 0 {
            return self.code(line, content);
        }
        let after_text = std::mem::take(&mut self.text);
        let Some(first) = content.first() else {
            return self.end();
        };
        let indent = line.len().saturating_sub(line.trim_ascii_start().len());
        if !after_text && indent > self.column.saturating_add(3) {
            return Err("indented code");
        }
        if let Some(info) = content.strip_prefix(b"```") {
            let info = info.trim_ascii_start_matches(b'`');
            self.fence = content.len().saturating_sub(info.len());
            return if indent == 0 && !after_text && allowed.fences.contains(&info) {
                Ok(())
            } else {
                Err("a block of code")
            };
        }
        if *first == b'#' {
            if !allowed.headings.iter().any(|it| content.starts_with(it)) {
                return Err("a heading");
            }
            self.words(content, false, allowed)?;
            return self.end();
        }
        let item = item(content);
        match item {
            Some([b' ', ..]) => return Err("indented code"),
            Some(text) => {
                let marker = content.len().saturating_sub(text.len());
                self.column = indent.saturating_add(marker);
            }
            None if indent < self.column && !after_text => self.column = 0,
            None => {}
        }
        let table = *first == b'|';
        self.text = !table;
        self.words(item.unwrap_or(content), table, allowed)
    }

    /// What is still open where the documentation ends.
    pub(super) fn end(&self) -> Found {
        match self {
            Self { fence: 1.., .. } => Err("a block of code that does not end"),
            Self { label: true, .. } => Err("a link without an address"),
            Self { .. } => Ok(()),
        }
    }

    fn code(&mut self, line: &[u8], content: &[u8]) -> Found {
        let closes = content.len() >= self.fence && content.iter().all(|mark| *mark == b'`');
        if !closes {
            return Ok(());
        }
        self.fence = 0;
        if line.len() == content.len() {
            Ok(())
        } else {
            Err("a fence that is not at the margin")
        }
    }

    /// The words of a line, from left to right.
    fn words(&mut self, mut rest: &[u8], table: bool, allowed: &Allowed<'_>) -> Found {
        loop {
            let plain = rest.iter().position(|byte| is_mark(*byte));
            rest = plain.and_then(|at| rest.get(at..)).unwrap_or_default();
            rest = match rest {
                [] => return Ok(()),
                [b'\\', _, behind @ ..] => behind,
                [b'`', ..] => code_span(rest, table)?,
                [b'<', behind @ ..] => address(behind, b'>').ok_or("HTML")?,
                [b'[', behind @ ..] if !self.label => {
                    path_link(behind, allowed).unwrap_or_else(|| {
                        self.label = true;
                        behind
                    })
                }
                [b']', b'(', behind @ ..] if self.label => {
                    self.label = false;
                    address(behind, b')').ok_or("a link to elsewhere")?
                }
                [b'[' | b']', ..] => return Err("a bracket"),
                [b'!', b'[', ..] => return Err("an image"),
                [b'&', behind @ ..] if is_entity(behind) => return Err("a character by its name"),
                [b'>' | b'~' | b'\\', ..] => return Err("a mark that is not escaped"),
                [_, behind @ ..] => behind,
            };
        }
    }
}

trait Trim {
    fn trim_ascii_start_matches(&self, byte: u8) -> &Self;
}

impl Trim for [u8] {
    fn trim_ascii_start_matches(&self, byte: u8) -> &Self {
        let end = self.iter().position(|it| *it != byte);
        self.get(end.unwrap_or(self.len())..).unwrap_or_default()
    }
}

fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'<' | b'>' | b'[' | b']' | b'!' | b'&' | b'~'
    )
}

/// The text of the list item that a line is.
fn item(line: &[u8]) -> Option<&[u8]> {
    if let [b'-' | b'*' | b'+', b' ', text @ ..] = line {
        return Some(text);
    }
    let end = line.iter().position(|byte| !byte.is_ascii_digit())?;
    match line.get(end..)? {
        [b'.' | b')', b' ', text @ ..] if (1..=9).contains(&end) => Some(text),
        _ => None,
    }
}

/// What is behind the code that a text begins with.
fn code_span(text: &[u8], table: bool) -> Result<&[u8], &'static str> {
    let inner = text.trim_ascii_start_matches(b'`');
    let ticks = text.len().saturating_sub(inner.len());
    let mut rest = inner;
    loop {
        let at = rest.iter().position(|byte| *byte == b'`');
        let close = at
            .and_then(|at| rest.get(at..))
            .ok_or("code that does not end on its line")?;
        rest = close.trim_ascii_start_matches(b'`');
        if close.len().saturating_sub(rest.len()) == ticks {
            let code = inner.get(..inner.len().saturating_sub(close.len()));
            let cells = table && splits(code.unwrap_or_default());
            return if cells {
                Err("code over cells")
            } else {
                Ok(rest)
            };
        }
    }
}

/// Whether code in a table has a bar that parts cells, which go before code.
fn splits(code: &[u8]) -> bool {
    let bars = code.iter().enumerate().filter(|(_, byte)| **byte == b'|');
    bars.map(|(at, _)| at.checked_sub(1).and_then(|before| code.get(before)))
        .any(|before| before != Some(&b'\\'))
}

/// What is behind an address of a web page and the mark that ends it.
fn address(text: &[u8], end: u8) -> Option<&[u8]> {
    let rest = text
        .strip_prefix(b"https://")
        .or_else(|| text.strip_prefix(b"http://"))?;
    let at = rest
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"-._~/?#=&%:+@,;!$".contains(byte)))?;
    match rest.get(at..)? {
        [mark, behind @ ..] if *mark == end && at > 0 => Some(behind),
        _ => None,
    }
}

/// What is behind a link to something of the crate or its runtime, from behind its `[`.
fn path_link<'a>(inner: &'a [u8], allowed: &Allowed<'_>) -> Option<&'a [u8]> {
    let (shown, behind) = until(inner.strip_prefix(b"`")?, b'`')?;
    let behind = behind.strip_prefix(b"]")?;
    let Some(target) = behind.strip_prefix(b"(") else {
        return (allowed.path)(shown).then_some(behind);
    };
    let (target, behind) = until(target, b')')?;
    ((allowed.path)(shown) && (allowed.path)(target)).then_some(behind)
}

fn until(text: &[u8], end: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == end)?;
    let (before, behind) = text.split_at_checked(at)?;
    Some((before, behind.get(1..)?))
}

/// Whether what is behind an ampersand makes it stand for another character.
fn is_entity(text: &[u8]) -> bool {
    let name = text.iter().position(|byte| !byte.is_ascii_alphanumeric());
    match name {
        Some(0) => text.first() == Some(&b'#'),
        Some(at) => text.get(at) == Some(&b';'),
        None => false,
    }
}
