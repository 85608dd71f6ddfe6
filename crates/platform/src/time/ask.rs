//! One question over HTTP (RFC 3161, 3.4): a POST, an answer of bounded size within a bounded time. Follows
//! no redirection and sends nothing but the question.

use crate::fault::Fault;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper::{Request, StatusCode, Uri, header};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// Longest wait for the whole of one answer: a paper may be waiting for it.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Longest answer read: a token with its chain takes some thousands of bytes.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// Puts a question, and gives the answer as it came.
///
/// # Errors
/// When there is none in time, or it is not said to be one.
pub(super) async fn ask(
    url: &str,
    ca_file: Option<&Path>,
    query: Vec<u8>,
) -> Result<Vec<u8>, Fault> {
    let asked = async {
        let uri: Uri = url.parse()?;
        let host = uri
            .host()
            .ok_or_else(|| Fault::new("the url names no host"))?;
        let bare = host.trim_matches(['[', ']']).to_owned();
        let closed = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if closed { 443 } else { 80 });
        let socket = TcpStream::connect((bare.as_str(), port)).await?;
        match closed {
            false => converse(socket, &uri, query).await,
            true => {
                let connector = TlsConnector::from(Arc::new(settings(ca_file)?));
                let name = ServerName::try_from(bare)?;
                converse(connector.connect(name, socket).await?, &uri, query).await
            }
        }
    };
    let within = tokio::time::timeout(TIMEOUT, asked).await;
    within.map_err(Fault::from).flatten()
}

async fn converse(
    socket: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    uri: &Uri,
    query: Vec<u8>,
) -> Result<Vec<u8>, Fault> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await?;
    // Ends with the answer, or with the sender, whichever goes first.
    let driven = tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let host = uri
        .authority()
        .map(|host| host.as_str())
        .unwrap_or_default();
    let request = Request::post(path)
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, "application/timestamp-query")
        .header(header::ACCEPT, "application/timestamp-reply")
        .body(Full::new(Bytes::from(query)))?;
    let answer = sender.send_request(request).await?;
    if answer.status() != StatusCode::OK {
        return Err(Fault::new(format!("it answered {}", answer.status())));
    }
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/timestamp-reply") {
        return Err(Fault::new("its answer is not said to be a time stamp"));
    }
    let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX)
        .collect()
        .await;
    let body = body.map_err(|_| Fault::new("its answer was cut, or is too long"))?;
    drop(sender);
    driven.abort();
    Ok(body.to_bytes().to_vec())
}

/// The roots of the public web, and the operator's own when it has one.
fn settings(ca_file: Option<&Path>) -> Result<ClientConfig, Fault> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    if let Some(file) = ca_file {
        let named = format!("reading `{}`", file.display());
        let read =
            CertificateDer::pem_file_iter(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        for root in read.map_err(|e| Fault::from(e).context(named))? {
            roots.add(root)?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
