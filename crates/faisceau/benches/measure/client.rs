//! A plain HTTP/1.1 client on a kept connection: just enough to send a form and time the answer,
//! so that the measure is the server's, not a library's. Loopback only.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What files are made of.
static BLOCK: [u8; 64 * 1024] = [b'x'; 64 * 1024];

/// A file given: its first bytes, and how many it has with what is put behind them.
pub(crate) struct Exhibit {
    pub(crate) name: &'static str,
    pub(crate) head: Vec<u8>,
    pub(crate) bytes: usize,
}

/// One kept connection.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Client {
        assert!(address.ip().is_loopback(), "measures stay on this machine");
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Client {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        }
    }

    /// Sends a request and reads the whole answer; returns its status.
    pub(crate) async fn send(&mut self, request: &str) -> std::io::Result<u16> {
        self.stream.write_all(request.as_bytes()).await?;
        self.answer().await
    }

    /// Sends a form with these files, each ended by what tells it from those of others, streamed from one
    /// block; returns the status of the answer.
    pub(crate) async fn send_form(
        &mut self,
        head: &str,
        boundary: &str,
        fields: &[(&str, String)],
        files: &[Exhibit],
        mark: uuid::Uuid,
    ) -> std::io::Result<u16> {
        let part = |about: &str| {
            format!("--{boundary}\r\nContent-Disposition: form-data; {about}\r\n\r\n")
        };
        let texts: String = fields
            .iter()
            .map(|(name, value)| format!("{}{value}\r\n", part(&format!("name=\"{name}\""))))
            .collect();
        let begun: Vec<String> = files
            .iter()
            .map(|file| {
                part(&format!(
                    "name=\"evidence.files\"; filename=\"{}\"",
                    file.name
                ))
            })
            .collect();
        let mark = format!(" {mark}\r\n");
        let end = format!("--{boundary}--\r\n");
        let around: usize = begun.iter().map(|text| text.len() + mark.len()).sum();
        let bytes: usize = files.iter().map(|file| file.bytes).sum();
        let length = texts.len() + around + bytes + end.len();
        let head = format!(
            "{head}Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.stream.write_all(head.as_bytes()).await?;
        self.stream.write_all(texts.as_bytes()).await?;
        for (text, file) in begun.iter().zip(files) {
            self.stream.write_all(text.as_bytes()).await?;
            self.stream.write_all(&file.head).await?;
            let mut left = file.bytes - file.head.len();
            while left > 0 {
                let piece = left.min(BLOCK.len());
                self.stream.write_all(&BLOCK[..piece]).await?;
                left -= piece;
            }
            self.stream.write_all(mark.as_bytes()).await?;
        }
        self.stream.write_all(end.as_bytes()).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> std::io::Result<u16> {
        self.buffer.clear();
        let end_of_head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.read().await?;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end_of_head]).to_lowercase();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .unwrap_or(0);
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .and_then(|value| value.trim().parse::<usize>().ok());
        match length {
            Some(length) => {
                while self.buffer.len() < end_of_head + length {
                    self.read().await?;
                }
            }
            None if head.contains("transfer-encoding: chunked") => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    self.read().await?;
                }
            }
            None => {}
        }
        Ok(status)
    }

    async fn read(&mut self) -> std::io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|w| w == wanted)
}
