//! What the store holds, printed again.

use std::io;

use crate::output::{Format, Printer};
use crate::settings::Replay;
use crate::store::{Filter, read};

/// Prints what the store holds.
///
/// # Errors
/// The store cannot be read, or the lines not be written.
pub(crate) async fn replay(settings: Replay) -> anyhow::Result<()> {
    let Replay {
        store,
        vendor,
        name,
        since,
        bodies,
    } = settings;
    let format = if bodies { Format::Body } else { Format::Line };
    let mut printer = Printer::new(io::stdout(), format, name);
    let result = read(&store, Filter { vendor, since }, &mut |record| {
        printer.print(record)
    })
    .await
    .and_then(|()| Ok(printer.flush()?));
    match result {
        // Whoever read the lines has seen enough.
        Err(error) if is_broken_pipe(&error) => Ok(()),
        result => result,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
