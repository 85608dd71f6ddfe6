//! A small picture made from the bytes of a large one, within bounds of bytes, pixels and memory, and
//! stopped from outside when its time is over. Pure: reads no file and no clock; keeps nothing of the
//! original but its colours.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{
    DynamicImage, GrayImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
};
use jpeg_decoder::{CodingProcess, PixelFormat};
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Longest original read, in bytes.
pub const BYTES_MAX: i64 = 30 * 1024 * 1024;
/// Most pixels of an original: beyond what telephones take.
pub const PIXELS_MAX: u64 = 40_000_000;
/// Longest side of an original.
const ORIGINAL_SIDE_MAX: u32 = 20_000;
/// Most memory that decoding one takes.
const MEMORY_MAX: u64 = 192 * 1024 * 1024;
/// Longest side of a preview: enough to recognise, too little to identify by a detail.
pub const SIDE: u32 = 640;
/// Squares of the blurred picture, each way.
pub const SQUARES: u32 = 8;
/// Columns and rows compared by the likeness: 256 bits.
const LIKENESS: u32 = 16;
const QUALITY: u8 = 75;

/// Why no preview is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Not a picture of a known kind.
    Unknown,
    /// Too many bytes.
    TooLarge,
    /// Too many pixels, or too much memory to decode them.
    TooManyPixels,
    /// It cannot be decoded.
    Unreadable,
    /// It took too long.
    TooLong,
    /// A photo of a telephone (HEIC, AVIF) that no decoder here reads: its officer opens the file itself.
    NoDecoder,
}

impl Why {
    /// Each of them.
    pub const ALL: [Why; 6] = [
        Why::Unknown,
        Why::TooLarge,
        Why::TooManyPixels,
        Why::Unreadable,
        Why::TooLong,
        Why::NoDecoder,
    ];

    /// The stored word; the words for people are in the locales under it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Why::Unknown => "unknown",
            Why::TooLarge => "too-large",
            Why::TooManyPixels => "too-many-pixels",
            Why::Unreadable => "unreadable",
            Why::TooLong => "too-long",
            Why::NoDecoder => "no-decoder",
        }
    }

    /// The reason of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// A preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// A JPEG without any metadata.
    pub jpeg: Vec<u8>,
    /// Its width and height.
    pub size: [u32; 2],
    /// The blurred picture: 8 × 8 squares, three bytes of colour each, row by row.
    pub mosaic: Vec<u8>,
    /// Which of two neighbours is lighter, in 16 rows of 16: pictures that look alike differ by few bits.
    pub likeness: [u8; 32],
}

/// Makes a preview; a first frame of those that move. `stop` set from outside ends it.
///
/// # Errors
/// See [`Why`].
pub fn make(bytes: &[u8], stop: &Arc<AtomicBool>) -> Result<Made, Why> {
    if i64::try_from(bytes.len()).is_ok_and(|length| length > BYTES_MAX) {
        return Err(Why::TooLarge);
    }
    let format = image::guess_format(bytes).map_err(|_| Why::Unknown)?;
    let known = [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ];
    if !known.contains(&format) {
        return Err(Why::Unknown);
    }
    let small = small(bytes, format, stop).map_err(|why| match stop.load(Ordering::Relaxed) {
        true => Why::TooLong,
        false => why,
    })?;
    let small = on_white(&small);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&small)
        .map_err(|_| Why::Unreadable)?;
    Ok(Made {
        jpeg,
        size: [small.width(), small.height()],
        mosaic: image::imageops::resize(&small, SQUARES, SQUARES, FilterType::Triangle).into_raw(),
        likeness: likeness(&small),
    })
}

/// The small picture, upright.
fn small(bytes: &[u8], format: ImageFormat, stop: &Arc<AtomicBool>) -> Result<DynamicImage, Why> {
    if format != ImageFormat::Jpeg {
        return of_whole(bytes, format, stop, PIXELS_MAX);
    }
    match of_parts(bytes, stop) {
        // Cut short, or in the colours of printers: read whole, which for a JPEG takes some 14 bytes a pixel.
        Err(Why::Unreadable) => of_whole(bytes, format, stop, MEMORY_MAX / 14),
        made => made,
    }
}

/// Decoded whole, then made small as it lies: turning the large one would take its memory twice.
fn of_whole(
    bytes: &[u8],
    format: ImageFormat,
    stop: &Arc<AtomicBool>,
    pixels_max: u64,
) -> Result<DynamicImage, Why> {
    let mut reader = ImageReader::with_format(read_until(bytes, stop), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(ORIGINAL_SIDE_MAX);
    limits.max_image_height = Some(ORIGINAL_SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > pixels_max || decoder.total_bytes() > MEMORY_MAX {
        return Err(Why::TooManyPixels);
    }
    let turned = decoder.orientation();
    let decoded = DynamicImage::from_decoder(decoder);
    let whole = decoded.map_err(|error| refused(&error))?;
    let mut small = within(&whole);
    // What the camera says of its own position; where it cannot be read the picture is shown as it is.
    if let Ok(turned) = turned {
        small.apply_orientation(turned);
    }
    Ok(small)
}

/// A JPEG, made small while it is decoded: a half, a quarter or an eighth of each side, as large as the preview
/// at least. Of the photo of a telephone the whole is never in memory.
fn of_parts(bytes: &[u8], stop: &Arc<AtomicBool>) -> Result<DynamicImage, Why> {
    let mut decoder = jpeg_decoder::Decoder::new(read_until(bytes, stop));
    let unreadable = |_| Why::Unreadable;
    decoder.read_info().map_err(unreadable)?;
    let info = decoder.info().ok_or(Why::Unreadable)?;
    let pixels = u64::from(info.width) * u64::from(info.height);
    // One that comes from coarse to fine is held whole, two bytes for each colour, until its end.
    let fine = info.coding_process == CodingProcess::DctProgressive;
    let held = if fine { pixels * 6 } else { 0 };
    if pixels > PIXELS_MAX || held > MEMORY_MAX {
        return Err(Why::TooManyPixels);
    }
    let side = u16::try_from(SIDE).unwrap_or(u16::MAX);
    let (width, height) = decoder.scale(side, side).map_err(unreadable)?;
    let raw = decoder.decode().map_err(unreadable)?;
    let (width, height) = (u32::from(width), u32::from(height));
    let read = match info.pixel_format {
        PixelFormat::L8 => GrayImage::from_raw(width, height, raw).map(DynamicImage::from),
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, raw).map(DynamicImage::from),
        PixelFormat::L16 | PixelFormat::CMYK32 => None,
    };
    let mut small = within(&read.ok_or(Why::Unreadable)?);
    let turned = decoder.exif_data().and_then(Orientation::from_exif_chunk);
    if let Some(turned) = turned {
        small.apply_orientation(turned);
    }
    Ok(small)
}

/// At most as large as a preview.
fn within(picture: &DynamicImage) -> DynamicImage {
    picture.thumbnail(SIDE.min(picture.width()), SIDE.min(picture.height()))
}

/// The bytes, which end in an error once told to stop.
fn read_until<'a>(bytes: &'a [u8], stop: &Arc<AtomicBool>) -> BufReader<Stopped<'a>> {
    BufReader::new(Stopped {
        bytes: Cursor::new(bytes),
        stop: stop.clone(),
    })
}

fn refused(error: &ImageError) -> Why {
    match error {
        ImageError::Limits(_) => Why::TooManyPixels,
        _ => Why::Unreadable,
    }
}

/// What is transparent is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            let mixed = (colour * alpha + 255 * (255 - alpha)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn likeness(picture: &RgbImage) -> [u8; 32] {
    let grey = DynamicImage::ImageRgb8(picture.clone()).to_luma8();
    let small = image::imageops::resize(&grey, LIKENESS + 1, LIKENESS, FilterType::Triangle);
    let mut bits = [0_u8; 32];
    for y in 0..LIKENESS {
        for x in 0..LIKENESS {
            if small.get_pixel(x, y).0 < small.get_pixel(x + 1, y).0 {
                let at = y * LIKENESS + x;
                bits[(at / 8) as usize] |= 1 << (at % 8);
            }
        }
    }
    bits
}

/// Bytes that end in an error once told to stop: decoders read as they go.
struct Stopped<'a> {
    bytes: Cursor<&'a [u8]>,
    stop: Arc<AtomicBool>,
}

impl Read for Stopped<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(std::io::Error::other("its time is over")),
            false => self.bytes.read(into),
        }
    }
}

impl Seek for Stopped<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, SIDE, Why, make};
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
    use std::io::Cursor;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    fn running() -> Arc<AtomicBool> {
        Arc::new(AtomicBool::new(false))
    }

    fn written(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("in memory");
        bytes.into_inner()
    }

    /// Light on the left, dark on the right.
    fn picture(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let light = u8::try_from(255 - x * 255 / width).unwrap_or(0);
            Rgb([light, u8::try_from(y * 200 / height).unwrap_or(0), 40])
        })
    }

    fn made(bytes: &[u8]) -> Made {
        make(bytes, &running()).expect("a picture")
    }

    #[test]
    fn each_kind_becomes_a_small_jpeg_without_metadata() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            let small = made(&written(&picture(1_000, 600), format));
            assert_eq!(small.size, [SIDE, 384], "{format:?}");
            assert_eq!(
                image::guess_format(&small.jpeg).ok(),
                Some(ImageFormat::Jpeg)
            );
            assert!(small.jpeg.len() < 100_000, "{}", small.jpeg.len());
            assert_eq!(small.mosaic.len(), 192);
            assert!(
                small.mosaic[0] > 200 && small.mosaic[21] < 60,
                "{:?}",
                small.mosaic
            );
        }
        assert_eq!(
            made(&written(&picture(30, 20), ImageFormat::Png)).size,
            [30, 20]
        );
    }

    /// An Exif segment that turns the picture and names a place.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
        exif.extend(b"\x01\x0e\0\x02\0\0\0\x10\0\0\0\x26\0\0\0\0");
        exif.extend(b"1 rue du secret\0");
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        let mut out = jpeg[..2].to_vec();
        out.extend([0xff, 0xe1]);
        out.extend(length);
        out.extend(exif);
        out.extend(&jpeg[2..]);
        out
    }

    #[test]
    fn what_a_camera_wrote_is_obeyed_and_dropped() {
        let given = with_exif(&written(&picture(400, 200), ImageFormat::Jpeg));
        let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
        assert!(holds(&given, b"secret"));
        let small = made(&given);
        assert_eq!(small.size, [200, 400], "turned as the camera was held");
        assert!(!holds(&small.jpeg, b"secret") && !holds(&small.jpeg, b"Exif"));
    }

    #[test]
    fn a_photo_cut_short_is_shown_as_far_as_it_goes() {
        let whole = written(&picture(3_000, 2_000), ImageFormat::Jpeg);
        let small = made(&whole[..whole.len() * 9 / 10]);
        assert_eq!(small.size, [SIDE, 427]);
        assert!(small.mosaic[0] > 200 && small.mosaic[21] < 60);
    }

    #[test]
    fn a_photo_read_at_a_part_of_its_sides_looks_like_the_whole() {
        let (large, small) = (picture(5_200, 3_900), picture(640, 480));
        let [large, small] = [large, small].map(|one| made(&written(&one, ImageFormat::Jpeg)));
        assert_eq!(large.size, small.size);
        let apart = large.mosaic.iter().zip(&small.mosaic);
        assert!(apart.map(|(a, b)| a.abs_diff(*b)).max() <= Some(6));
    }

    #[test]
    fn pictures_alike_differ_by_few_bits_and_others_by_many() {
        let one = picture(800, 600);
        let mut noisy = one.clone();
        for (x, y, pixel) in noisy.enumerate_pixels_mut() {
            pixel.0[1] = pixel.0[1].saturating_add(u8::try_from((x * 7 + y * 3) % 9).unwrap_or(0));
        }
        let upside = image::imageops::flip_horizontal(&one);
        let of = |picture| made(&written(picture, ImageFormat::Png)).likeness;
        let bits = |a: [u8; 32], b: [u8; 32]| -> u32 {
            a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum()
        };
        assert!(bits(of(&one), of(&noisy)) <= 32);
        assert!(bits(of(&one), of(&upside)) > 100);
    }

    #[test]
    fn what_is_transparent_is_white() {
        let clear = RgbaImage::from_pixel(40, 40, Rgba([0, 0, 0, 0]));
        let mut bytes = Cursor::new(Vec::new());
        clear
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("in memory");
        assert!(
            made(&bytes.into_inner())
                .mosaic
                .iter()
                .all(|part| *part == 255)
        );
    }

    #[test]
    fn bombs_and_what_is_no_picture_are_refused() {
        let bomb = |width: u32, height: u32| {
            // A header that announces that many pixels, and nearly nothing behind it.
            let mut png = written(&picture(2, 2), ImageFormat::Png);
            png[16..20].copy_from_slice(&width.to_be_bytes());
            png[20..24].copy_from_slice(&height.to_be_bytes());
            let mut crc = flate_crc(&png[12..29]);
            png[29..33].swap_with_slice(&mut crc);
            png
        };
        for (bytes, why) in [
            (bomb(19_999, 19_999), Why::TooManyPixels),
            (bomb(60_000, 10), Why::TooManyPixels),
            (bomb(400, 400), Why::Unreadable),
            (vec![0; 100], Why::Unknown),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
                Why::Unknown,
            ),
            (b"%PDF-1.7".to_vec(), Why::Unknown),
            (
                written(&picture(9, 9), ImageFormat::Png)[..40].to_vec(),
                Why::Unreadable,
            ),
            (vec![0xff; 31 << 20], Why::TooLarge),
        ] {
            assert_eq!(make(&bytes, &running()), Err(why), "{} bytes", bytes.len());
        }
        let stopped = Arc::new(AtomicBool::new(true));
        let given = written(&picture(400, 400), ImageFormat::Png);
        assert_eq!(make(&given, &stopped), Err(Why::TooLong));
    }

    /// The check of a PNG chunk (ISO 3309).
    fn flate_crc(bytes: &[u8]) -> [u8; 4] {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    (crc >> 1) ^ 0xedb8_8320
                } else {
                    crc >> 1
                };
            }
        }
        (!crc).to_be_bytes()
    }
}
