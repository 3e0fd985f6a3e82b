//! Where deliveries are kept. What enters is decoded; what is acknowledged here is durable.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use anyhow::Context;
use time::OffsetDateTime;

use crate::nats;
use crate::nats::Nats;
use crate::output::Printer;
use crate::settings::{Place, StoreSettings};
use crate::sqlite::{self, Sqlite};
use crate::vendors::Vendor;

/// An event to be kept.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) received_at: OffsetDateTime,
    pub(crate) vendor: Vendor,
    /// The channel that the sender named.
    pub(crate) channel: Option<&'static str>,
    pub(crate) name: Option<String>,
    /// What a second delivery of it has too; `None` if no two of them are the same.
    pub(crate) key: Option<String>,
    pub(crate) body: Box<str>,
}

/// A delivery that was kept. What it means is worked out anew by whoever reads it.
#[derive(Debug)]
pub(crate) struct Record {
    /// Its place in the order of the store.
    pub(crate) id: u64,
    pub(crate) received_at: OffsetDateTime,
    pub(crate) vendor: Vendor,
    pub(crate) channel: Option<String>,
    pub(crate) body: String,
}

/// How many deliveries were new, and how many had been kept before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Appended {
    pub(crate) stored: usize,
    pub(crate) duplicates: usize,
}

/// Deliveries could not be kept, or it is not known whether they were.
#[derive(Clone, Debug)]
pub(crate) struct StoreError(Arc<str>);

/// Which deliveries are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) vendor: Option<Vendor>,
    pub(crate) since: Option<OffsetDateTime>,
}

/// A store that is being written.
#[derive(Debug)]
pub(crate) enum Store {
    Sqlite(Sqlite),
    Nats(Box<Nats>),
}

impl Store {
    /// Opens a store to append to, creating it if there is none. `printer` gets what is in it and
    /// was not printed, now and later.
    ///
    /// # Errors
    /// It cannot be opened.
    pub(crate) async fn open<W: Write + Send + 'static>(
        settings: &StoreSettings,
        printer: Option<Printer<W>>,
    ) -> anyhow::Result<Self> {
        match settings.place() {
            Place::Sqlite(path) => Sqlite::open(&path, printer)
                .map(Self::Sqlite)
                .with_context(|| format!("cannot open the database `{}`", path.display())),
            Place::Nats(url) => Nats::open(&url, settings, printer)
                .await
                .map(|nats| Self::Nats(Box::new(nats))),
        }
    }

    /// How many bytes a body may have to be kept.
    pub(crate) fn max_body(&self) -> usize {
        match self {
            Self::Sqlite(_) => usize::MAX,
            Self::Nats(nats) => nats.max_body(),
        }
    }

    /// Keeps deliveries. When this returns, they are durable.
    ///
    /// # Errors
    /// They may not be kept.
    pub(crate) async fn append(&self, deliveries: Vec<Delivery>) -> Result<Appended, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.append(deliveries).await,
            Self::Nats(nats) => nats.append(deliveries).await,
        }
    }

    /// Ends when all that was appended is kept and printed.
    pub(crate) async fn close(self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close(),
            Self::Nats(nats) => nats.close().await,
        }
    }
}

/// Reads what a store holds now, in its order.
///
/// # Errors
/// It cannot be read, or `each` fails.
pub(crate) async fn read(
    settings: &StoreSettings,
    filter: Filter,
    each: &mut (dyn FnMut(&Record) -> io::Result<()> + Send),
) -> anyhow::Result<()> {
    match settings.place() {
        Place::Sqlite(path) => sqlite::read(&path, filter, each)
            .with_context(|| format!("cannot read the database `{}`", path.display())),
        Place::Nats(url) => nats::read(&url, settings, filter, each).await,
    }
}

impl StoreError {
    pub(crate) fn new(error: impl fmt::Display) -> Self {
        Self(error.to_string().into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StoreError {}
