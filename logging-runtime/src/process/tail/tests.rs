use super::*;

/// One byte for each class that UTF-8 tells apart, and the line ends.
const CLASSES: [u8; 16] = [
    b'a', b'\r', b'\n', 0x80, 0x90, 0xa0, 0xc0, 0xc2, 0xe0, 0xe1, 0xed, 0xee, 0xf0, 0xf1, 0xf4,
    0xff,
];

#[test]
fn of_a_long_line_no_secret_is_left_without_what_tells_that_it_is_one() {
    for (begin, end) in [
        ("Authorization: Bearer ", " said the proxy"),
        ("cannot connect: password=", ""),
        ("Cookie: session=", "; user=x"),
        ("-----BEGIN KEY-----\\n", ""),
    ] {
        for length in [100, 2_000, 3_900, 5_000, 50_000] {
            let line = format!("{begin}{}{end}\nthe last", "s3cr3t".repeat(length / 6));
            for size in [1, 777, 2_048, line.len()] {
                let tail = tail_of(line.as_bytes().chunks(size), 40);
                let shown = stage::clean(&tail);
                assert!(
                    !shown.contains("s3cr3t") && shown.ends_with("the last"),
                    "{shown}"
                );
            }
        }
    }
}

#[test]
fn of_a_key_whose_first_line_is_pushed_out_nothing_is_left() {
    let key = format!(
        "-----BEGIN KEY-----\n{}-----END KEY-----\n",
        "MIIEs3cr3t\n".repeat(60)
    );
    for text in [key.clone(), "MIIE\n".repeat(9), format!("{key}last\n{key}")] {
        for size in [1, 100, text.len()] {
            let tail = tail_of(text.as_bytes().chunks(size), 40);
            assert!(!tail.contains("s3cr3t"), "{tail}");
        }
    }
}

fn tail_of<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> String {
    let mut tail = Tail::new(limit);
    for chunk in chunks {
        tail.push(chunk);
    }
    tail.into_text()
}

/// The same by the plainest means, for streams without long lines.
fn expected(stream: &[u8], limit: usize) -> String {
    let text = String::from_utf8_lossy(stream)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let lines: Vec<&str> = text.split_terminator('\n').collect();
    lines[lines.len().saturating_sub(limit)..].join("\n")
}

fn words(alphabet: &[u8], len: u32) -> impl Iterator<Item = Vec<u8>> + '_ {
    let letters = alphabet.len();
    (0..letters.pow(len)).map(move |number| {
        (0..len)
            .map(|place| alphabet[number / letters.pow(place) % letters])
            .collect()
    })
}

/// All ways to cut `stream` into chunks: bit `i` says whether there is a cut behind byte `i`.
fn chunkings(stream: &[u8]) -> impl Iterator<Item = Vec<&[u8]>> {
    (0..1_u32 << stream.len().saturating_sub(1)).map(move |cuts| {
        let mut chunks = Vec::new();
        let mut start = 0;
        for end in 1..=stream.len() {
            if end == stream.len() || cuts >> (end - 1) & 1 == 1 {
                chunks.push(&stream[start..end]);
                start = end;
            }
        }
        chunks
    })
}

#[test]
fn any_bytes_in_any_chunks_are_the_lossy_text_of_the_whole() {
    for len in 0..=4 {
        for stream in words(&CLASSES, len) {
            let expected = expected(&stream, 40);
            for chunks in chunkings(&stream) {
                assert_eq!(tail_of(chunks.clone(), 40), expected, "{chunks:x?}");
            }
        }
    }
}

#[test]
fn every_character_survives_any_two_cuts() {
    let text = "aé\u{fffd}€😀\u{10ffff}z\nß\r\n😀\r";
    for first in 0..=text.len() {
        for second in first..=text.len() {
            let (head, end) = text.as_bytes().split_at(second);
            let chunks = [&head[..first], &head[first..], end];
            assert_eq!(tail_of(chunks, 40), "aé\u{fffd}€😀\u{10ffff}z\nß\n😀");
        }
    }
}

#[test]
fn few_lines_are_the_last_ones_wherever_the_stream_is_cut() {
    for len in 0..=8 {
        for stream in words(b"x\r\n", len) {
            for limit in 0..=2 {
                let expected = expected(&stream, limit);
                for cut in 0..=stream.len() {
                    let (head, end) = stream.split_at(cut);
                    assert_eq!(
                        tail_of([head, end], limit),
                        expected,
                        "{head:?} {end:?} {limit}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_carriage_return_ends_a_line() {
    let progress = b"Input #0\nframe=1\rframe=2\rframe=3\r\ndone\n";
    assert_eq!(tail_of([&progress[..]], 3), "frame=2\nframe=3\ndone");
}

#[test]
fn a_line_without_end_keeps_its_end_in_bounded_memory() {
    let stream = "0123456789é".repeat(10_000);
    for chunk in [1, 7, 4_096, stream.len()] {
        let mut tail = Tail::new(40);
        for piece in stream.as_bytes().chunks(chunk) {
            tail.push(piece);
            assert!(tail.current.text.capacity() <= 8 * MAX_LINE_BYTES);
        }
        let text = tail.into_text();
        let kept = text.strip_prefix(ELLIPSIS).expect("the cut is marked");
        assert!(stream.ends_with(kept));
        assert!(
            (MAX_LINE_BYTES - 3..=MAX_LINE_BYTES).contains(&kept.len()),
            "{}",
            kept.len()
        );
    }
}

#[test]
fn how_a_long_line_is_cut_does_not_depend_on_the_chunks() {
    let stream: Vec<u8> = (0..=255)
        .cycle()
        .step_by(31)
        .take(20_000)
        .filter(|&byte| !is_line_end(byte))
        .collect();
    let whole = tail_of([&stream[..]], 40);
    for chunk in [1, 2, 3, 1_000, 2_048, 2_049, 5_000] {
        assert_eq!(
            tail_of(stream.chunks(chunk), 40),
            whole,
            "chunks of {chunk}"
        );
    }
}

#[test]
fn a_line_of_exactly_the_limit_is_whole() {
    let line = "x".repeat(MAX_LINE_BYTES);
    assert_eq!(tail_of([line.as_bytes(), b"\n"], 1), line);
    assert_eq!(
        tail_of([line.as_bytes(), b"y\n"], 1),
        format!("…{}y", &line[1..])
    );
}

#[test]
fn lines_count_and_all_their_bytes_are_bounded() {
    let lines = "\n".repeat(5_000) + &format!("{}\n", "y".repeat(1_999)).repeat(5_000);
    let mut tail = Tail::new(usize::MAX);
    for chunk in lines.as_bytes().chunks(999) {
        tail.push(chunk);
        assert!(tail.lines.len() <= MAX_LINES && tail.bytes <= MAX_BYTES);
    }
    assert_eq!(tail.into_text().lines().count(), MAX_BYTES / 1_999);
}

#[test]
fn line_ends_are_found_in_both_directions() {
    let mut bytes = vec![b'x'; 600];
    let places = [0, 1, 255, 256, 257, 511, 599];
    for place in places {
        bytes[place] = if place % 2 == 0 { b'\n' } else { b'\r' };
    }
    assert!(line_ends(&bytes).eq(places));
    assert!(line_ends(&bytes).rev().eq(places.into_iter().rev()));
}

#[test]
fn the_last_line_is_the_last_one_that_says_something() {
    assert_eq!(last_line("a\n b \n\n  \n"), Some("b"));
    assert_eq!(last_line("\n \n"), None);
    assert_eq!(last_line(""), None);
}
