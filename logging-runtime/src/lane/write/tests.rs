use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use tracing::subscriber::with_default;
use tracing_subscriber::{prelude::*, registry};

use crate::{Logging, Outcome, StageTimer, evt};

#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_lane_writes_as_it_is_set_what_happens_in_a_scope_of_another() {
    let layer = |memory: &Memory, constant: &str| {
        let logging = Logging::builder().json().writer(memory.clone());
        let logging = logging.field(constant, "constant").layer();
        registry().with(logging.expect("no setting is wrong"))
    };
    let memories = [(); 2].map(|()| Memory::default());
    let [outer, inner] = &memories;
    with_default(layer(outer, "service"), || {
        let stage = StageTimer::start("fetch");
        stage.scope(|| {
            // It has a place in the schema, so that its lines are none of the usual case.
            with_default(layer(inner, "attempt"), || {
                evt!("named", n = 1);
                tracing::info!(n = 2, "plain");
            });
        });
        stage.finish(Outcome::Success);
    });
    let [outer, inner] = memories.map(|memory| {
        let bytes = memory.0.lock().expect("no panic");
        String::from_utf8(bytes.clone()).expect("text")
    });
    assert_eq!(outer.lines().count(), 2, "{outer}");
    let lines: Vec<&str> = inner.lines().collect();
    let ends = [
        r#""stage":"fetch","event":"named","attempt":"constant","n":1}"#,
        r#""detail":"plain","attempt":"constant","target":"logging_runtime::lane::write::tests","n":2}"#,
    ];
    assert_eq!(lines.len(), 2, "{inner}");
    for (line, end) in lines.iter().zip(ends) {
        assert!(line.ends_with(end), "{line}");
    }
}
