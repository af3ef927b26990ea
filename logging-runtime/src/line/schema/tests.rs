use super::*;

#[test]
fn the_order_is_the_documented_one() {
    let schema = Schema::new(["video_id".to_owned(), "tenant".to_owned()]);
    let order = [
        "ts",
        "job_id",
        "video_id",
        "tenant",
        "stage",
        "event",
        "outcome",
        "dur_ms",
        "detail",
        "attempt",
        "use_proxy",
        "profile",
        "cookie_source",
        "job",
        "parent_job_id",
        "error_type",
        "outcome_name",
        "panic_at",
        "exit_code",
        "signal",
        "bytes_out",
        "items",
        "cpu",
        "mem_mb",
        "suppressed",
        "target",
        "trace_id",
        "span_id",
        "stages",
        "stderr_tail",
        "anything",
        "unpaired",
        "truncated",
        "_aws",
    ];
    assert!(order.map(|key| schema.rank(key)).is_sorted_by(|a, b| a < b));
    assert_eq!(schema.rank("suppressed"), SUPPRESSED);
}

#[test]
fn what_is_written_again_and_again_has_its_place_in_the_schema() {
    for named in [
        Named::Stage,
        Named::Event,
        Named::Outcome,
        Named::Job,
        Named::Target,
    ] {
        assert_eq!(Some(named.rank()), fixed_rank(named.as_str()));
        let fragment = format!(",\"{}\":", named.as_str());
        assert_eq!(named.fragment(), fragment.as_bytes());
    }
}

#[test]
fn a_library_cannot_forge_a_lifecycle_line() {
    for rank in [EVENT, OUTCOME, DUR_MS] {
        for shape in [Shape::Text, Shape::Unsigned, Shape::Other] {
            assert!(!may_set(Giver::Foreign, rank, shape));
        }
    }
    assert!(may_set(Giver::Foreign, JOB_ID, Shape::Text));
}

#[test]
fn what_stands_on_lines_of_others_cannot_change_what_they_say() {
    let schema = Schema::new(["video_id".to_owned()]);
    let refused = |giver: Giver, key: &str| !may_set(giver, schema.rank(key), Shape::Text);
    for key in [
        "stage",
        "event",
        "outcome",
        "dur_ms",
        "detail",
        "error_type",
        "job",
    ] {
        for giver in [Giver::Run, Giver::Context, Giver::Around] {
            assert!(refused(giver, key), "{giver:?} {key}");
        }
    }
    for key in ["job_id", "video_id"] {
        assert!(refused(Giver::Run, key));
        assert!(!refused(Giver::Context, key) && !refused(Giver::Around, key));
    }
    assert!(!refused(Giver::Run, "attempt") && !refused(Giver::Run, "trace_id"));
}

#[test]
fn a_key_that_is_a_number_is_one_whoever_gives_it() {
    let schema = Schema::new([]);
    for key in ["exit_code", "signal", "bytes_out", "cpu", "mem_mb"] {
        let may_be = |giver, shape| may_set(giver, schema.rank(key), shape);
        for giver in GIVERS
            .into_iter()
            .filter(|giver| *giver != Giver::Framework)
        {
            assert!(may_be(giver, Shape::Unsigned) && may_be(giver, Shape::Number));
            assert!(!may_be(giver, Shape::Text) && !may_be(giver, Shape::Other));
        }
    }
}

#[test]
fn the_program_may_set_a_schema_key_only_with_its_type() {
    assert!(may_set(Giver::Program, OUTCOME, Shape::Text));
    assert!(!may_set(Giver::Program, OUTCOME, Shape::Other));
    assert!(may_set(Giver::Program, DUR_MS, Shape::Unsigned));
    assert!(!may_set(Giver::Program, DUR_MS, Shape::Text));
    assert!(!may_set(Giver::Program, 0, Shape::Text));
}
