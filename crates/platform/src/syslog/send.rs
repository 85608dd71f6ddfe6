//! Messages handed to a collector. On a stream they are believed to have arrived once the collector, told that no more
//! comes, closed in its turn: syslog has no other answer. Keeps nothing.

use super::settings::{Syslog, Way};
use crate::fault::Fault;
use crate::post;
use faisceau_domain::journal::syslog::framed;
use rustls::pki_types::ServerName;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket, UnixDatagram};
use tokio_rustls::TlsConnector;

/// A collector takes what it is handed within this.
pub const WITHIN: Duration = Duration::from_secs(10);
/// What a collector says before it closes is read up to so many bytes, and not looked at.
const ANSWER_BYTES_MAX: u64 = 4_096;

/// Hands messages over, in their order.
///
/// # Errors
/// When the collector is not reached, or does not take everything in time.
pub async fn send(to: &Syslog, messages: &[Vec<u8>]) -> Result<(), Fault> {
    let way = Way::read(&to.address).ok_or_else(|| Fault::new("syslog.address is not read"))?;
    let handed = async {
        match way {
            Way::Tcp(host, port) => {
                stream(TcpStream::connect((host.as_str(), port)).await?, messages).await
            }
            Way::Tls(host, port) => {
                let settings = post::settings(to.ca_file.as_deref())?;
                let connector = TlsConnector::from(Arc::new(settings));
                let socket = TcpStream::connect((host.as_str(), port)).await?;
                let name = ServerName::try_from(host)?;
                stream(connector.connect(name, socket).await?, messages).await
            }
            Way::Udp(host, port) => {
                let mut found = tokio::net::lookup_host((host.as_str(), port)).await?;
                let there = found.next();
                let there = there.ok_or_else(|| Fault::new("its name leads nowhere"))?;
                let here = match there {
                    SocketAddr::V4(_) => SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0)),
                    SocketAddr::V6(_) => SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0)),
                };
                let socket = UdpSocket::bind(here).await?;
                socket.connect(there).await?;
                for message in messages {
                    socket.send(message).await?;
                }
                Ok(())
            }
            Way::Unix(path) => {
                let socket = UnixDatagram::unbound()?;
                socket.connect(path)?;
                for message in messages {
                    socket.send(message).await?;
                }
                Ok(())
            }
        }
    };
    let handed = tokio::time::timeout(WITHIN, handed).await;
    handed.map_err(Fault::from).flatten()
}

async fn stream(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    messages: &[Vec<u8>],
) -> Result<(), Fault> {
    for message in messages {
        socket.write_all(&framed(message)).await?;
    }
    socket.shutdown().await?;
    let mut said = Vec::new();
    let ended = socket.take(ANSWER_BYTES_MAX).read_to_end(&mut said).await;
    match ended {
        // A collector that closes TLS without saying so closed all the same.
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(()),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}
