//! Deliveries in one SQLite file. One thread writes: what arrives while a transaction is synced
//! to disk becomes the next transaction, so that many deliveries share the cost of one sync.

mod follow;
mod rows;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::bail;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use tokio::sync::{mpsc, oneshot};

use crate::output::Printer;
use crate::store::{Appended, Delivery, Filter, Record, StoreError};

/// How many requests one transaction holds at most.
const BATCH: usize = 1024;

/// How long to wait for another process that writes to the file.
const BUSY: Duration = Duration::from_secs(3);

/// The layout of the tables below.
const VERSION: i64 = 1;

/// `printed` has one row. An id is never given again, not even if rows are deleted: `printed` is
/// one.
const TABLES: &str = "
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        received_at INTEGER NOT NULL, -- ms since 1970
        vendor TEXT NOT NULL,
        channel TEXT,
        name TEXT,
        key TEXT,
        body TEXT NOT NULL,
        UNIQUE (vendor, key)
    ) STRICT;
    CREATE TABLE printed (up_to INTEGER NOT NULL) STRICT;
    INSERT INTO printed VALUES (0);
    PRAGMA user_version = 1;
";

/// A database that is being written.
#[derive(Debug)]
pub(crate) struct Sqlite {
    jobs: mpsc::Sender<Job>,
    threads: Vec<JoinHandle<()>>,
}

/// The deliveries of one request, and who waits for them.
#[derive(Debug)]
struct Job {
    deliveries: Vec<Delivery>,
    done: oneshot::Sender<Result<Appended, StoreError>>,
}

impl Sqlite {
    /// Opens a database, creating it if there is none.
    ///
    /// # Errors
    /// It cannot be opened, or another version of this program has written it.
    pub(crate) fn open<W: Write + Send + 'static>(
        path: &Path,
        printer: Option<Printer<W>>,
    ) -> anyhow::Result<Self> {
        // Bodies may hold secrets: none but the owner reads them.
        OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)?;
        let mut connection = connect(path)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&transaction)? == 0 {
            transaction.execute_batch(TABLES)?;
        }
        transaction.commit()?;
        check_version(&connection)?;

        let (jobs, queue) = mpsc::channel(BATCH);
        let (bell, rung) = sync_channel(1);
        let cursor = Arc::new(AtomicU64::new(0));
        let mut threads = Vec::new();
        let writer = Writer {
            connection,
            bell,
            cursor: Arc::clone(&cursor),
        };
        threads.push(
            thread::Builder::new()
                .name("write".to_owned())
                .spawn(|| writer.run(queue))?,
        );
        if let Some(printer) = printer {
            let follower = follow::Follower::new(connect(path)?, printer, rung, cursor)?;
            threads.push(
                thread::Builder::new()
                    .name("print".to_owned())
                    .spawn(|| follower.run())?,
            );
        }
        Ok(Self { jobs, threads })
    }

    /// As [`crate::store::Store::append`].
    pub(crate) async fn append(&self, deliveries: Vec<Delivery>) -> Result<Appended, StoreError> {
        let (done, result) = oneshot::channel();
        let gone = || StoreError::new("the thread that writes has ended");
        let job = Job { deliveries, done };
        self.jobs.send(job).await.map_err(|_| gone())?;
        result.await.map_err(|_| gone())?
    }

    /// As [`crate::store::Store::close`].
    pub(crate) fn close(self) {
        drop(self.jobs);
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a thread of the store has panicked");
            }
        }
    }
}

/// Reads what a database holds now.
///
/// # Errors
/// It cannot be read, or `each` fails.
pub(crate) fn read(
    path: &Path,
    filter: Filter,
    each: &mut dyn FnMut(&Record) -> io::Result<()>,
) -> anyhow::Result<()> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY)?;
    check_version(&connection)?;
    let mut after = 0;
    loop {
        let page = rows::page(&connection, after, filter)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.id;
        for record in &page {
            each(record)?;
        }
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Pages, of 4 KiB: fewer syncs for moving the log into the database.
    connection.pragma_update(None, "wal_autocheckpoint", 4096)?;
    // KiB: what is kept of the index of keys.
    connection.pragma_update(None, "cache_size", -16384)?;
    Ok(connection)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn check_version(connection: &Connection) -> anyhow::Result<()> {
    match version(connection)? {
        VERSION => Ok(()),
        0 => bail!("it holds no deliveries"),
        other => bail!("its layout is version {other}, and this program knows version {VERSION}"),
    }
}

struct Writer {
    connection: Connection,
    bell: SyncSender<()>,
    cursor: Arc<AtomicU64>,
}

impl Writer {
    fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        while let Some(first) = queue.blocking_recv() {
            let mut jobs = vec![first];
            while jobs.len() < BATCH
                && let Ok(job) = queue.try_recv()
            {
                jobs.push(job);
            }
            let result = self.commit(&jobs).map_err(StoreError::new);
            if let Err(error) = &result {
                tracing::error!(%error, requests = jobs.len(), "nothing was kept");
            }
            let appended = match result {
                Ok(appended) => appended.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error); jobs.len()],
            };
            for (job, appended) in jobs.into_iter().zip(appended) {
                // A sender that has hung up will come again, and be told that it is a duplicate.
                let _ = job.done.send(appended);
            }
            // A full bell has been rung already.
            let _ = self.bell.try_send(());
        }
    }

    /// Writes all jobs in one transaction, or none.
    fn commit(&mut self, jobs: &[Job]) -> rusqlite::Result<Vec<Appended>> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut all = Vec::with_capacity(jobs.len());
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO deliveries (received_at, vendor, channel, name, key, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (vendor, key) DO NOTHING",
            )?;
            for job in jobs {
                let mut appended = Appended::default();
                for delivery in &job.deliveries {
                    let new = insert.execute(params![
                        rows::milliseconds(delivery.received_at),
                        delivery.vendor.name(),
                        delivery.channel,
                        delivery.name,
                        delivery.key,
                        delivery.body,
                    ])?;
                    appended.stored += new;
                    appended.duplicates += 1 - new;
                }
                all.push(appended);
            }
            let cursor = self.cursor.load(Ordering::Relaxed);
            transaction
                .prepare_cached("UPDATE printed SET up_to = ?1 WHERE up_to < ?1")?
                .execute([cursor])?;
        }
        transaction.commit()?;
        Ok(all)
    }
}
