//! Files of complaints read for the linker, without a database: chunks of lines or rows, made ready
//! on every core while those before are taken in. Holds two chunks at a time, whatever the file.

mod decisions;
mod given;
mod noise;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod source;
mod told;

pub use decisions::{Decisions, read_decisions};
pub use given::{Name, Names, Ready};
pub use noise::noise;
pub use source::{Chunk, Numbered, Source};
pub use told::explain;

use faisceau_platform::fault::Fault;

/// Reads a source to its end. `take` is given the bytes read and each line's complaint, or why it
/// cannot be one, in order.
///
/// # Errors
/// A file that cannot be read, or is no such file.
pub fn each(
    source: &mut Source,
    mut take: impl FnMut(u64, Vec<Numbered<Ready>>) + Send,
) -> Result<(), Fault> {
    let mut before = None;
    loop {
        let (made, ()) = rayon::join(
            || -> Result<_, Fault> {
                Ok(source.read()?.map(|chunk| (chunk.bytes(), chunk.prepare())))
            },
            || {
                if let Some((bytes, ready)) = before.take() {
                    take(bytes, ready);
                }
            },
        );
        before = made?;
        if before.is_none() {
            return Ok(());
        }
    }
}
