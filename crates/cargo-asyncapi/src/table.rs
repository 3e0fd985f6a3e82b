//! Rows of texts in, aligned columns out that fit a terminal.

use std::io::{IsTerminal, stdout};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What parts columns.
const GAP: &str = "  ";
/// A column is made no narrower than this.
const NARROWEST: usize = 12;

/// Rows below a head.
#[derive(Debug)]
pub(crate) struct Table<const N: usize> {
    head: [&'static str; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub(crate) fn new(head: &[&'static str; N]) -> Self {
        Self {
            head: *head,
            rows: Vec::new(),
        }
    }

    /// Adds a row. Control characters of a document are not for terminals.
    pub(crate) fn row(&mut self, cells: [String; N]) {
        let clean = |cell: String| cell.replace(char::is_control, " ");
        self.rows.push(cells.map(clean));
    }

    /// The table, as wide as the terminal at most; `None` if it has no rows.
    pub(crate) fn text(&self) -> Option<String> {
        (!self.rows.is_empty()).then(|| self.within(terminal_width()))
    }

    fn within(&self, width: usize) -> String {
        let mut widths: [usize; N] = self.head.map(UnicodeWidthStr::width);
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let gaps = GAP.len().saturating_mul(N.saturating_sub(1));
        let around = gaps.saturating_add(2);
        // The widest column gives way until all fit.
        while widths.iter().sum::<usize>() > width.saturating_sub(around) {
            let Some(widest) = widths.iter_mut().max().filter(|it| **it > NARROWEST) else {
                break;
            };
            *widest = widest.saturating_sub(1);
        }
        let mut out = line(&self.head.map(str::to_owned), &widths);
        for row in &self.rows {
            out.push_str(&line(row, &widths));
        }
        out
    }
}

fn line<const N: usize>(cells: &[String; N], widths: &[usize; N]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| fit(cell, *width))
        .collect();
    format!("  {}\n", cells.join(GAP).trim_end())
}

/// A text of exactly this width.
fn fit(text: &str, width: usize) -> String {
    if let Some(blank) = width.checked_sub(text.width()) {
        return format!("{text}{}", " ".repeat(blank));
    }
    let mut out = String::new();
    let mut left = width.saturating_sub(1);
    for letter in text.chars() {
        let Some(rest) = left.checked_sub(letter.width().unwrap_or(0)) else {
            break;
        };
        left = rest;
        out.push(letter);
    }
    format!("{out}…{}", " ".repeat(left))
}

/// As wide as the terminal; what is not read on one is not cut.
fn terminal_width() -> usize {
    if !stdout().is_terminal() {
        return usize::MAX;
    }
    terminal_size::terminal_size().map_or(usize::MAX, |(width, _)| width.0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_column_gives_way() {
        let mut table = Table::new(&["event", "payload"]);
        table.row([
            "order.created".to_owned(),
            "a payload with a long name".to_owned(),
        ]);
        table.row(["日本語".to_owned(), "x\u{1b}[31m".to_owned()]);
        assert_eq!(
            table.within(200),
            "  event          payload\n  order.created  a payload with a long name\n  日本語         x [31m\n"
        );
        assert_eq!(
            table.within(36),
            "  event          payload\n  order.created  a payload with a l…\n  日本語         x [31m\n"
        );
        assert_eq!(
            table.within(1).lines().nth(1),
            Some("  order.creat…  a payload w…")
        );
    }
}
