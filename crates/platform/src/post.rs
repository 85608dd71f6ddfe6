//! One question to a server outside, whoever asks it (witnesses, authorities of time, providers of identity): over HTTP, an answer of bounded
//! size within a bounded time. Follows no redirection, keeps no connection, and sends nothing but the question.

use crate::fault::Fault;
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper::header::HeaderValue;
use hyper::{Method, Request, Uri, header};
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

/// Longest wait for the whole of one answer, where a question says nothing of it.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest answer read.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// What is asked, and how.
#[derive(Debug)]
pub struct Question<'a> {
    /// POST or GET.
    pub method: Method,
    /// Where.
    pub url: &'a str,
    /// The media type of what is sent; empty when nothing is.
    pub kind: &'a str,
    /// The media type of the answer wished for.
    pub accept: &'a str,
    /// What shows who asks, where somebody is asked to.
    pub authorization: Option<HeaderValue>,
    /// What is sent.
    pub body: Vec<u8>,
    /// Longest wait for the whole of the answer.
    pub within: Duration,
    /// Roots in PEM that are trusted beside those of the public web.
    pub ca_file: Option<&'a Path>,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status: 200, 409…
    pub status: u16,
    /// The media type it says it is of; empty when it says none.
    pub kind: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text; what is none is shown as such.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Posts a text and gives the answer as it came.
///
/// # Errors
/// As [`ask`].
pub async fn post(url: &str, text: String) -> Result<Answer, Fault> {
    ask(plain(Method::POST, url, text)).await
}

/// Gets what stands at an address.
///
/// # Errors
/// As [`ask`].
pub async fn get(url: &str) -> Result<Answer, Fault> {
    ask(plain(Method::GET, url, String::new())).await
}

fn plain(method: Method, url: &str, text: String) -> Question<'_> {
    Question {
        method,
        url,
        kind: "text/plain; charset=utf-8",
        accept: "*/*",
        authorization: None,
        body: text.into_bytes(),
        within: TIMEOUT,
        ca_file: None,
    }
}

/// Puts a question, and gives the answer as it came.
///
/// # Errors
/// When there is no answer in time, or it is too long.
pub async fn ask(question: Question<'_>) -> Result<Answer, Fault> {
    let (url, within, ca_file) = (question.url, question.within, question.ca_file);
    let asked = async {
        let uri: Uri = url.parse()?;
        let host = uri
            .host()
            .ok_or_else(|| Fault::new("the address names no host"))?;
        let bare = host.trim_matches(['[', ']']).to_owned();
        let closed = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if closed { 443 } else { 80 });
        let socket = TcpStream::connect((bare.as_str(), port)).await?;
        match closed {
            false => converse(socket, &uri, question).await,
            true => {
                let connector = TlsConnector::from(Arc::new(settings(ca_file)?));
                let name = ServerName::try_from(bare)?;
                converse(connector.connect(name, socket).await?, &uri, question).await
            }
        }
    };
    let answer = tokio::time::timeout(within, asked).await;
    let answer = answer.map_err(Fault::from).flatten();
    answer.map_err(|fault| fault.context(format!("asking `{url}`")))
}

async fn converse(
    socket: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    uri: &Uri,
    question: Question<'_>,
) -> Result<Answer, Fault> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await?;
    let driven = tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let host = uri
        .authority()
        .map(|host| host.as_str())
        .unwrap_or_default();
    let mut request = Request::builder()
        .method(question.method)
        .uri(path)
        .header(header::HOST, host)
        .header(header::ACCEPT, question.accept);
    if !question.kind.is_empty() {
        request = request.header(header::CONTENT_TYPE, question.kind);
    }
    if let Some(mut shown) = question.authorization {
        shown.set_sensitive(true);
        request = request.header(header::AUTHORIZATION, shown);
    }
    let request = request.body(Full::new(Bytes::from(question.body)))?;
    let answer = sender.send_request(request).await?;
    let status = answer.status().as_u16();
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_owned();
    let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX)
        .collect()
        .await;
    let body = body.map_err(|_| Fault::new("its answer was cut, or is too long"))?;
    drop(sender);
    driven.abort();
    let body = body.to_bytes().to_vec();
    Ok(Answer { status, kind, body })
}

/// The roots of the public web, and the operator's own when it has some.
pub(crate) fn settings(ca_file: Option<&Path>) -> Result<ClientConfig, Fault> {
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
