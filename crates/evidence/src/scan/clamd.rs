//! A conversation with `clamd` over its socket: the command INSTREAM of its manual, a file in pieces, one
//! word back. Every wait and every answer is bounded. Never opens the file.

use bytes::Bytes;
use faisceau_platform::fault::Fault;
use futures_util::{Stream, StreamExt as _};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};

/// Longest wait for the socket to open.
const CONNECTING: Duration = Duration::from_secs(10);
/// Longest wait for it to say that it is there.
const PINGED_WITHIN: Duration = Duration::from_secs(5);
/// Longest scan of one file: 200 MB of archives in archives.
const LONGEST: Duration = Duration::from_secs(300);
/// Bytes given at once.
const PIECE_BYTES: usize = 64 * 1024;
/// Longest answer read: a line with the name of a signature.
const ANSWER_BYTES_MAX: u64 = 4 * 1024;

/// What `clamd` said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing found.
    Clean,
    /// The name of what was found.
    Infected(String),
    /// More bytes than it takes (`StreamMaxLength`).
    TooLarge,
}

/// Shows a file to the `clamd` of this address: `tcp://host:port` or `unix:/path`.
///
/// # Errors
/// When it does not answer, or says something else than a verdict.
pub async fn scan<E: Into<Fault>>(
    address: &str,
    file: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Verdict, Fault> {
    let told = async {
        match address.split_once(':') {
            Some(("unix", path)) => {
                let socket = UnixStream::connect(path);
                ask(tokio::time::timeout(CONNECTING, socket).await??, file).await
            }
            Some(("tcp", host)) => {
                let socket = TcpStream::connect(host.trim_start_matches('/'));
                ask(tokio::time::timeout(CONNECTING, socket).await??, file).await
            }
            _ => Err(Fault::new("the address of clamd is not understood")),
        }
    };
    let told = tokio::time::timeout(LONGEST, told).await;
    told.map_err(Fault::from)
        .flatten()
        .map_err(|fault| fault.context("asking clamd"))
}

/// Whether a `clamd` answers at this address.
pub async fn answers(address: &str) -> bool {
    let asked = async {
        match address.split_once(':') {
            Some(("unix", path)) => ping(UnixStream::connect(path).await?).await,
            Some(("tcp", host)) => {
                ping(TcpStream::connect(host.trim_start_matches('/')).await?).await
            }
            _ => Ok(false),
        }
    };
    let answered = tokio::time::timeout(PINGED_WITHIN, asked).await;
    matches!(answered, Ok(Ok(true)))
}

async fn ping(mut socket: impl AsyncRead + AsyncWrite + Unpin) -> Result<bool, Fault> {
    socket.write_all(b"zPING\0").await?;
    let mut answer = Vec::new();
    socket
        .take(ANSWER_BYTES_MAX)
        .read_to_end(&mut answer)
        .await?;
    Ok(answer.starts_with(b"PONG"))
}

async fn ask<E: Into<Fault>>(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    mut file: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Verdict, Fault> {
    let sent = async {
        socket.write_all(b"zINSTREAM\0").await?;
        while let Some(bytes) = file.next().await {
            let bytes = bytes.map_err(Into::into)?;
            for piece in bytes.chunks(PIECE_BYTES) {
                socket.write_u32(u32::try_from(piece.len())?).await?;
                socket.write_all(piece).await?;
            }
        }
        socket.write_u32(0).await?;
        socket.flush().await?;
        Ok::<(), Fault>(())
    };
    // It answers and closes in the middle of a file that is too long: the answer is then read all the same.
    let sent = sent.await;
    let mut answer = Vec::new();
    let read = socket.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).await;
    match verdict(&answer) {
        Some(verdict) => Ok(verdict),
        None => {
            sent?;
            read?;
            Err(Fault::new("clamd gave no verdict"))
        }
    }
}

/// What an answer says: `stream: OK`, `stream: NAME FOUND`, or that the file is too long.
fn verdict(answer: &[u8]) -> Option<Verdict> {
    let text = String::from_utf8_lossy(answer);
    let text = text.trim_end_matches(['\0', '\n']);
    if text.starts_with("INSTREAM size limit exceeded") {
        return Some(Verdict::TooLarge);
    }
    match text.strip_prefix("stream: ")? {
        "OK" => Some(Verdict::Clean),
        told => {
            let name = told.strip_suffix(" FOUND")?;
            let name = name.chars().filter(|c| c.is_ascii_graphic()).take(120);
            Some(Verdict::Infected(name.collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, verdict};

    #[test]
    fn only_a_verdict_is_taken_for_one() {
        let infected = Verdict::Infected("Eicar-Test".to_owned());
        for (answer, expected) in [
            (&b"stream: OK\0"[..], Some(Verdict::Clean)),
            (b"stream: Eicar-Test FOUND\0", Some(infected)),
            (
                b"INSTREAM size limit exceeded. ERROR\0",
                Some(Verdict::TooLarge),
            ),
            (b"stream: Can't allocate memory ERROR\0", None),
            (b"stream: OKAY\0", None),
            (b"UNKNOWN COMMAND\0", None),
            (b"", None),
        ] {
            assert_eq!(verdict(answer), expected, "{answer:?}");
        }
    }
}
