//! `SipHash-2-4`, so that the hash of a value is the same in every process and for every version
//! of the compiler; the standard library promises neither for its own hasher.

use std::hash::{BuildHasher, RandomState};

/// The 128-bit key of a `SipHash`.
#[derive(Clone, Copy)]
pub(super) struct Key(u64, u64);

impl Key {
    /// The key that a secret of any length stands for.
    pub(super) fn from_secret(secret: &str) -> Key {
        let half = |tweak: u64| sip_hash(Key(tweak, 0), secret.as_bytes());
        Key(half(0), half(1))
    }

    /// A key that nobody outside this process knows.
    pub(super) fn random() -> Key {
        let half = || RandomState::new().hash_one(());
        Key(half(), half())
    }
}

/// The `SipHash-2-4` of a text as 16 lower-case hex digits.
pub(super) fn hex_digits(key: Key, value: &str) -> [u8; 16] {
    let hash = sip_hash(key, value.as_bytes());
    let mut digits = [0; 16];
    for (digit, shift) in digits.iter_mut().zip((0..64).step_by(4).rev()) {
        let nibble = (hash >> shift & 0xf) as u8;
        *digit = nibble + if nibble < 10 { b'0' } else { b'a' - 10 };
    }
    digits
}

fn sip_hash(key: Key, bytes: &[u8]) -> u64 {
    let mut state = State::new(key);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state.absorb(u64::from_le_bytes(*word));
    }
    // The last word is the remaining bytes below the length modulo 256.
    let mut last = (bytes.len() as u64) << 56;
    for (byte, shift) in rest.iter().zip((0..64).step_by(8)) {
        last |= u64::from(*byte) << shift;
    }
    state.absorb(last);
    state.finish()
}

struct State([u64; 4]);

impl State {
    fn new(Key(k0, k1): Key) -> State {
        State([
            k0 ^ 0x736f_6d65_7073_6575,
            k1 ^ 0x646f_7261_6e64_6f6d,
            k0 ^ 0x6c79_6765_6e65_7261,
            k1 ^ 0x7465_6462_7974_6573,
        ])
    }

    fn absorb(&mut self, word: u64) {
        self.0[3] ^= word;
        self.round();
        self.round();
        self.0[0] ^= word;
    }

    fn finish(mut self) -> u64 {
        self.0[2] ^= 0xff;
        for _ in 0..4 {
            self.round();
        }
        let [v0, v1, v2, v3] = self.0;
        v0 ^ v1 ^ v2 ^ v3
    }

    fn round(&mut self) {
        let [mut v0, mut v1, mut v2, mut v3] = self.0;
        v0 = v0.wrapping_add(v1);
        v1 = v1.rotate_left(13) ^ v0;
        v0 = v0.rotate_left(32);
        v2 = v2.wrapping_add(v3);
        v3 = v3.rotate_left(16) ^ v2;
        v0 = v0.wrapping_add(v3);
        v3 = v3.rotate_left(21) ^ v0;
        v2 = v2.wrapping_add(v1);
        v1 = v1.rotate_left(17) ^ v2;
        v2 = v2.rotate_left(32);
        self.0 = [v0, v1, v2, v3];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the reference vectors: the bytes 0 to 15.
    const REFERENCE: Key = Key(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908);

    fn counting(length: u8) -> Vec<u8> {
        (0..length).collect()
    }

    #[test]
    fn the_reference_vectors_come_out() {
        let vectors: [[u8; 8]; 16] = [
            [0x31, 0x0e, 0x0e, 0xdd, 0x47, 0xdb, 0x6f, 0x72],
            [0xfd, 0x67, 0xdc, 0x93, 0xc5, 0x39, 0xf8, 0x74],
            [0x5a, 0x4f, 0xa9, 0xd9, 0x09, 0x80, 0x6c, 0x0d],
            [0x2d, 0x7e, 0xfb, 0xd7, 0x96, 0x66, 0x67, 0x85],
            [0xb7, 0x87, 0x71, 0x27, 0xe0, 0x94, 0x27, 0xcf],
            [0x8d, 0xa6, 0x99, 0xcd, 0x64, 0x55, 0x76, 0x18],
            [0xce, 0xe3, 0xfe, 0x58, 0x6e, 0x46, 0xc9, 0xcb],
            [0x37, 0xd1, 0x01, 0x8b, 0xf5, 0x00, 0x02, 0xab],
            [0x62, 0x24, 0x93, 0x9a, 0x79, 0xf5, 0xf5, 0x93],
            [0xb0, 0xe4, 0xa9, 0x0b, 0xdf, 0x82, 0x00, 0x9e],
            [0xf3, 0xb9, 0xdd, 0x94, 0xc5, 0xbb, 0x5d, 0x7a],
            [0xa7, 0xad, 0x6b, 0x22, 0x46, 0x2f, 0xb3, 0xf4],
            [0xfb, 0xe5, 0x0e, 0x86, 0xbc, 0x8f, 0x1e, 0x75],
            [0x90, 0x3d, 0x84, 0xc0, 0x27, 0x56, 0xea, 0x14],
            [0xee, 0xf2, 0x7a, 0x8e, 0x90, 0xca, 0x23, 0xf7],
            [0xe5, 0x45, 0xbe, 0x49, 0x61, 0xca, 0x29, 0xa1],
        ];
        for (length, vector) in (0..).zip(vectors) {
            let hash = sip_hash(REFERENCE, &counting(length));
            assert_eq!(hash.to_le_bytes(), vector, "{length} bytes");
        }
    }

    #[test]
    #[allow(
        deprecated,
        reason = "the old hasher of std is SipHash-2-4 and the same in every version"
    )]
    fn every_length_agrees_with_the_hasher_of_std() {
        use std::hash::{Hasher, SipHasher};
        for length in 0..=u8::MAX {
            let bytes = counting(length);
            let mut expected = SipHasher::new_with_keys(REFERENCE.0, REFERENCE.1);
            expected.write(&bytes);
            assert_eq!(
                sip_hash(REFERENCE, &bytes),
                expected.finish(),
                "{length} bytes"
            );
        }
    }

    #[test]
    fn a_secret_always_gives_the_same_digits() {
        let key = Key::from_secret("pepper");
        assert_eq!(&hex_digits(key, "bob@example.org"), b"d8b5ed42409c1d78");
        assert_ne!(
            hex_digits(key, "bob@example.org"),
            hex_digits(key, "bob@example.com")
        );
        let other = Key::from_secret("salt");
        assert_ne!(
            hex_digits(key, "bob@example.org"),
            hex_digits(other, "bob@example.org")
        );
    }

    #[test]
    fn random_keys_differ() {
        let hashes = [0, 1].map(|_| hex_digits(Key::random(), "bob"));
        assert_ne!(hashes[0], hashes[1]);
    }
}
