//! Drawing a captcha: 120 × 40 points, four characters, each leaning and standing its own way, behind lines and specks
//! (YW-AUTH-03). Captcha crates bring whole picture libraries along; this takes a table of glyphs and a PNG writer.

mod glyphs;

use base64::{Engine as _, prelude::BASE64_STANDARD};

const WIDTH: usize = 120;
const HEIGHT: usize = 40;
const PAPER: u8 = 245;

/// A generator for the look only; the characters themselves come from the system's chance.
struct Look(u64);

impl Look {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`.
    fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = u64::from((most - least).unsigned_abs()) + 1;
        least + i32::try_from(self.bits() % span).unwrap_or(0)
    }
}

struct Canvas(Vec<u8>);

impl Canvas {
    fn ink(&mut self, x: i32, y: i32, shade: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < WIDTH && y < HEIGHT {
            self.0[y * WIDTH + x] = self.0[y * WIDTH + x].min(shade);
        }
    }
}

/// The picture of a text as a `data:` URL of a grey PNG. `seed` decides the look.
pub fn picture(text: &str, seed: u64) -> String {
    let mut look = Look(seed);
    let mut canvas = Canvas(vec![PAPER; WIDTH * HEIGHT]);
    for _ in 0..260 {
        let shade = u8::try_from(look.between(120, 220)).unwrap_or(PAPER);
        let (x, y) = (look.between(0, 119), look.between(0, 39));
        canvas.ink(x, y, shade);
    }
    for (at, character) in (0..).zip(text.chars()) {
        character_at(&mut canvas, &mut look, character, 10 + 27 * at);
    }
    for _ in 0..4 {
        line(&mut canvas, &mut look);
    }
    format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png(&canvas)))
}

/// One character: its 5 × 7 dots as blocks, sheared, stretched and shifted.
fn character_at(canvas: &mut Canvas, look: &mut Look, character: char, left: i32) {
    let Some(rows) = glyphs::rows(character) else { return };
    let (shear, top, shift) = (look.between(-3, 3), look.between(4, 8), look.between(-3, 3));
    let (tall, wide) = (look.between(3, 4), look.between(3, 4));
    let shade = u8::try_from(look.between(10, 70)).unwrap_or(0);
    for (row, dots) in (0..).zip(rows) {
        for column in (0..5).filter(|column| dots >> (4 - column) & 1 == 1) {
            for (down, right) in (0..tall).flat_map(|down| (0..wide).map(move |right| (down, right))) {
                let y = top + row * tall + down;
                let lean = shear * (row - 3) / 2;
                canvas.ink(left + shift + column * wide + right + lean, y, shade);
            }
        }
    }
}

/// A bent line from edge to edge.
fn line(canvas: &mut Canvas, look: &mut Look) {
    let (from, to, bend) = (look.between(4, 36), look.between(4, 36), look.between(-14, 14));
    let shade = u8::try_from(look.between(30, 110)).unwrap_or(0);
    for x in 0..120 {
        let straight = from + (to - from) * x / 120;
        // A parabola through both ends, highest in the middle.
        let y = straight + bend * x * (120 - x) / 3_600;
        canvas.ink(x, y, shade);
        canvas.ink(x, y + 1, shade);
    }
}

fn png(canvas: &Canvas) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 120, 40);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&canvas.0)?;
        writer.finish()
    });
    written.expect("a picture of fixed size is written into memory");
    bytes
}
