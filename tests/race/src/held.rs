//! How much memory decoded values take while they are kept.

use std::any::Any;

/// Decodes a body and hands the value out.
pub type Hold = fn(&[u8]) -> Option<Box<dyn Any>>;

/// How many bytes are kept at least, so that pages do not matter.
const LEAST: usize = 4 << 20;

/// Bytes of memory for a byte of body; of a process that has done nothing else. `None` where a
/// body does not decode, or the system does not tell.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "memory is far below 2^52")]
pub fn per_byte(bodies: &[(&str, Hold)]) -> Option<f64> {
    let (mut kept, mut bytes) = (Vec::with_capacity(1 << 20), 0);
    let before = resident()?;
    while bytes < LEAST {
        for (body, hold) in bodies {
            kept.push(hold(body.as_bytes())?);
            bytes += body.len();
        }
    }
    let taken = resident()?.saturating_sub(before);
    drop(kept);
    Some(taken as f64 / bytes as f64)
}

/// The memory of this process now.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
