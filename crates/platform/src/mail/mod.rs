//! E-mail to a person, through the operator's own server (SMTP, RFC 5321). One short text without
//! markup, picture or attachment. Never asks for a receipt, never logs an address; without a server in
//! the configuration nothing is sent and nothing is lost.

mod settings;

pub use settings::{Mail, Tls};

use crate::fault::Fault;
use crate::world::World;
use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as Wire, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// How long the server may take for the whole of one message: less than a job is leased for.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The address.
    pub to: String,
    /// The subject: says nothing that a stranger may not read over a shoulder.
    pub subject: String,
    /// The words.
    pub body: String,
}

/// Why a message did not leave.
#[derive(Debug)]
pub enum NotSent {
    /// The address is none, or the server will never take it: trying again changes nothing.
    Refused,
    /// Something broke on the way: to be tried again.
    Fault(Fault),
}

impl From<Fault> for NotSent {
    fn from(fault: Fault) -> NotSent {
        NotSent::Fault(fault)
    }
}

/// Hands a message to the server.
///
/// # Errors
/// See [`NotSent`]; without a server in the configuration, a fault.
pub async fn send(world: &World, text: &Text) -> Result<(), NotSent> {
    let unset = || Fault::new("no mail server is configured");
    let mail = world.config.mail.as_ref().ok_or_else(unset)?;
    let address: Address = text.to.trim().parse().map_err(|_| NotSent::Refused)?;
    let from: Mailbox = mail.from.parse().map_err(Fault::from)?;
    let message = Message::builder()
        .from(from)
        .to(Mailbox::new(None, address))
        .subject(&text.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(text.body.clone())
        .map_err(Fault::from)?;
    let transport = transport(mail)?;
    match transport.send(message).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_permanent() => Err(NotSent::Refused),
        Err(error) => Err(NotSent::Fault(
            Fault::from(error).context("the mail server"),
        )),
    }
}

/// Whether the server takes a conversation up, with the name and password it is given.
///
/// # Errors
/// When its settings cannot be used, or it does not answer.
pub async fn answers(mail: &Mail) -> Result<bool, Fault> {
    let asked = transport(mail)?.test_connection().await;
    asked.map_err(|e| Fault::from(e).context("the mail server"))
}

fn transport(mail: &Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, Fault> {
    let host = mail.host.as_str();
    let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(mail.port)
        .timeout(Some(TIMEOUT))
        .tls(match mail.tls {
            Tls::None => Wire::None,
            Tls::Starttls => Wire::Required(certificates(mail)?),
            Tls::Implicit => Wire::Wrapper(certificates(mail)?),
        });
    if let Some(user) = &mail.user {
        let password = mail.password()?;
        transport = transport.credentials(Credentials::new(user.clone(), password));
    }
    Ok(transport.build())
}

/// The roots of the public web, and the operator's own when it has one.
fn certificates(mail: &Mail) -> Result<TlsParameters, Fault> {
    let mut parameters = TlsParameters::builder(mail.host.clone());
    if let Some(file) = &mail.ca_file {
        let pem = std::fs::read(file)
            .map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))?;
        let own = Certificate::from_pem(&pem).map_err(Fault::from)?;
        parameters = parameters.add_root_certificate(own);
    }
    Ok(parameters.build_rustls()?)
}
