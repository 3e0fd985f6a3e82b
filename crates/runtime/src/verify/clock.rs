//! What time it is.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// Gives the time in seconds since 1970 (UTC).
#[derive(Clone)]
pub(super) struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    pub(super) fn new(now_unix: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now_unix))
    }

    /// The clock of the system.
    pub(super) fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            since.map_or(0, |since| {
                i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
            })
        })
    }

    pub(super) fn now_unix(&self) -> i64 {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
