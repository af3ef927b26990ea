//! `insights`: runs a query of `docs/cloudwatch/queries` on a file of lines, as `CloudWatch` would.

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::{env, fs};

use checker::{Checker, Pairing};
use cloudwatch::{Query, fill};

const USAGE: &str = "\
usage: insights QUERY [NAME=VALUE ..] < LINES

Runs the query in the file QUERY on lines from standard input, and prints its rows. NAME=VALUE puts a value in the
place of {{NAME}}.";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told if standard error is closed as well.
            let _ = writeln!(io::stderr(), "insights: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let (file, values) = args.split_first().ok_or(USAGE)?;
    let values: Option<Vec<_>> = values.iter().map(|value| value.split_once('=')).collect();
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let query = Query::read(&fill(&text, &values.ok_or(USAGE)?)?)?;
    let mut lines = Vec::new();
    io::stdin().read_to_end(&mut lines)?;
    let report = Checker::new().pairing(Pairing::Unchecked).check(lines);
    let left_out = report.n_lines - report.lines.len();
    if left_out > 0 {
        writeln!(
            io::stderr(),
            "insights: {left_out} lines are no JSON and were left out"
        )?;
    }
    write!(io::stdout(), "{}", query.run(&report.lines)?)?;
    Ok(())
}
