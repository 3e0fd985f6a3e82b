//! Rows of the table, read in pages, so that no reader keeps the log from being emptied for long.

use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use time::OffsetDateTime;

use crate::store::{Filter, Record};
use crate::vendors::Vendor;

/// A page ends after so many rows …
const ROWS: usize = 256;

/// … or when it holds so many bytes of bodies.
const BYTES: usize = 1 << 20;

/// The next rows after an id; none if there are no more.
///
/// # Errors
/// They cannot be read, or are none that this program writes.
pub(crate) fn page(
    connection: &Connection,
    after: u64,
    filter: Filter,
) -> rusqlite::Result<Vec<Record>> {
    let mut select = connection.prepare_cached(
        "SELECT id, received_at, vendor, channel, body FROM deliveries
         WHERE id > ?1 AND (?2 IS NULL OR vendor = ?2) AND received_at >= ?3 ORDER BY id",
    )?;
    let mut rows = select.query(params![
        after,
        filter.vendor.map(Vendor::name),
        filter.since.map_or(i64::MIN, milliseconds),
    ])?;
    let (mut page, mut bytes) = (Vec::new(), 0);
    while page.len() < ROWS
        && bytes < BYTES
        && let Some(row) = rows.next()?
    {
        let record = record(row)?;
        bytes += record.body.len();
        page.push(record);
    }
    Ok(page)
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    let vendor: String = row.get(2)?;
    let received_at: i64 = row.get(1)?;
    let unreadable = |column, kind, what: &str| {
        rusqlite::Error::FromSqlConversionFailure(column, kind, what.to_owned().into())
    };
    Ok(Record {
        id: row.get(0)?,
        received_at: OffsetDateTime::from_unix_timestamp_nanos(i128::from(received_at) * 1_000_000)
            .map_err(|_| unreadable(1, Type::Integer, "not a time"))?,
        vendor: Vendor::named(&vendor).ok_or_else(|| unreadable(2, Type::Text, "not a vendor"))?,
        channel: row.get(3)?,
        body: row.get(4)?,
    })
}

/// A time as the table has it.
pub(crate) fn milliseconds(time: OffsetDateTime) -> i64 {
    i64::try_from(time.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}
