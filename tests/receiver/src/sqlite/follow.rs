//! Prints what is in the table and was not printed, and what is added. How far it has come is
//! written down, so that what a killed process did not print, the next one does.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;

use rusqlite::Connection;

use crate::output::Printer;
use crate::sqlite::rows;
use crate::store::Filter;

pub(crate) struct Follower<W: Write> {
    connection: Connection,
    printer: Printer<W>,
    bell: Receiver<()>,
    /// For the writer to write down: the database has one writer.
    cursor: Arc<AtomicU64>,
}

impl<W: Write> Follower<W> {
    /// Begins after what was printed last.
    ///
    /// # Errors
    /// That cannot be read.
    pub(crate) fn new(
        connection: Connection,
        printer: Printer<W>,
        bell: Receiver<()>,
        cursor: Arc<AtomicU64>,
    ) -> rusqlite::Result<Self> {
        let up_to = connection.query_row("SELECT up_to FROM printed", [], |row| row.get(0))?;
        cursor.store(up_to, Ordering::Relaxed);
        Ok(Self {
            connection,
            printer,
            bell,
            cursor,
        })
    }

    /// Prints until there is no writer any more, and all is printed.
    pub(crate) fn run(mut self) {
        if let Err(error) = self.follow() {
            tracing::error!(
                %error,
                "no more lines are printed; deliveries are kept all the same, `replay` prints them"
            );
        }
    }

    fn follow(&mut self) -> anyhow::Result<()> {
        self.catch_up()?;
        // The bell is rung after each commit, and heard before the writer's end is.
        while self.bell.recv().is_ok() {
            self.catch_up()?;
        }
        self.connection.execute(
            "UPDATE printed SET up_to = ?1 WHERE up_to < ?1",
            [self.cursor.load(Ordering::Relaxed)],
        )?;
        Ok(())
    }

    fn catch_up(&mut self) -> anyhow::Result<()> {
        loop {
            let after = self.cursor.load(Ordering::Relaxed);
            let page = rows::page(&self.connection, after, Filter::default())?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            for record in &page {
                self.printer.print(record)?;
            }
            self.printer.flush()?;
            self.cursor.store(last.id, Ordering::Relaxed);
        }
    }
}
