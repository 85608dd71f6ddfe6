//! A QR code as SVG: of the address where a document is verified, or where a telephone gives files. Draws
//! what it is given and never decides what a code says.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The same, to stand within a page: without the declaration that begins a file.
///
/// # Errors
/// See [`svg()`].
pub fn within(text: &str) -> Result<String, TooLong> {
    let whole = svg(text)?;
    let start = whole.find("<svg").unwrap_or(0);
    Ok(whole[start..].to_owned())
}

/// Why a text has no QR code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a QR code cannot hold these {bytes} bytes")]
pub struct TooLong {
    /// Length of the text.
    pub bytes: usize,
}

/// The QR code of `text` in black on white: byte mode, error correction level M (15 %), quiet
/// zone of 4 modules (ISO/IEC 18004). Whoever shows it gives the alternative text.
///
/// # Errors
/// [`TooLong`] above about 2,300 bytes.
pub fn svg(text: &str) -> Result<String, TooLong> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)
        .map_err(|_| TooLong { bytes: text.len() })?;
    Ok(code
        .render()
        .quiet_zone(true)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .module_dimensions(4, 4)
        .build())
}
