//! Reading a WAV file's header.

/// What the speech service must know about a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wav {
    pub(super) rate: u32,
    pub(super) channels: u16,
    pub(super) bits: u16,
    data_bytes: u32,
}

/// The code of uncompressed samples.
const PCM: u16 = 1;

impl Wav {
    pub(super) fn parse(file: &[u8]) -> Result<Self, &'static str> {
        let header = file
            .first_chunk::<12>()
            .ok_or("shorter than a WAV header")?;
        if !header.starts_with(b"RIFF") || !header.ends_with(b"WAVE") {
            return Err("not a WAV file");
        }
        let format = chunk(file, *b"fmt ")?
            .first_chunk::<16>()
            .ok_or("format chunk too short")?;
        let [code @ .., c0, c1, r0, r1, r2, r3, _, _, _, _, _, _, b0, b1] = *format;
        if u16::from_le_bytes(code) != PCM {
            return Err("not uncompressed");
        }
        Ok(Self {
            rate: u32::from_le_bytes([r0, r1, r2, r3]),
            channels: u16::from_le_bytes([c0, c1]),
            bits: u16::from_le_bytes([b0, b1]),
            data_bytes: u32::try_from(chunk(file, *b"data")?.len())
                .map_err(|_| "longer than a WAV file can be")?,
        })
    }

    /// Zero for a header that makes no sense.
    pub(super) fn length_ms(&self) -> u64 {
        let bytes_per_second =
            u64::from(self.rate) * u64::from(self.channels) * u64::from(self.bits / 8);
        (u64::from(self.data_bytes) * 1_000)
            .checked_div(bytes_per_second)
            .unwrap_or(0)
    }
}

/// The contents of the first chunk of that name. A chunk that claims more than the file holds is refused.
fn chunk(file: &[u8], name: [u8; 4]) -> Result<&[u8], &'static str> {
    let mut rest = file.get(12..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [n0, n1, n2, n3, l0, l1, l2, l3] = *head;
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        let body = after.get(..length).ok_or("a chunk is cut off")?;
        if [n0, n1, n2, n3] == name {
            return Ok(body);
        }
        // Chunks begin at even places.
        rest = after.get(length.next_multiple_of(2)..).unwrap_or_default();
    }
    Err("a chunk is missing")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(rate: u32, data: &[u8]) -> Vec<u8> {
        let mut file = b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0\x01\0\x01\0".to_vec();
        file.extend(rate.to_le_bytes());
        file.extend(b"\0\0\0\0\x02\0\x10\0data");
        file.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        file.extend(data);
        file
    }

    #[test]
    fn a_header_with_other_chunks_in_it_is_read() {
        let parsed = Wav::parse(&wav(16_000, &[0; 3_200])).unwrap();
        assert_eq!(
            (
                parsed.rate,
                parsed.channels,
                parsed.bits,
                parsed.length_ms()
            ),
            (16_000, 1, 16, 100)
        );
    }

    #[test]
    fn every_cut_is_refused() {
        let file = wav(16_000, &[0; 10]);
        for length in 0..file.len() {
            assert!(Wav::parse(&file[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn other_files_are_refused_and_no_rate_is_no_length() {
        assert_eq!(
            Wav::parse(b"OggS\0\0\0\0\0\0\0\0\0\0"),
            Err("not a WAV file")
        );
        assert_eq!(Wav::parse(&wav(0, &[0; 4])).unwrap().length_ms(), 0);
    }
}
