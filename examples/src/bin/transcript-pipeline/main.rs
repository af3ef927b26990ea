//! Turns videos into transcripts and mails the result: the kind of service the framework was made for.
//!
//! Standard output carries the JSON lines and nothing else. Standard error carries a progress bar
//! (on a terminal) and, at the end, a table that is computed from those lines.

mod archive;
mod args;
mod asr;
mod captions;
mod email;
mod fetch;
mod input;
mod job;
mod progress;
mod summarize;
mod table;
mod tap;
mod transcript;
mod upstream;
mod video;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Parser as _;
use logging_runtime::{Logging, evt};
use reqwest::Url;
use tokio::task::JoinSet;

use crate::args::Args;
use crate::fetch::UpstreamClient;
use crate::input::{Input, InputError};
use crate::job::Services;
use crate::table::Tally;
use crate::tap::Tap;

/// Why the program could not begin.
#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error("{}: {error}", .path.display())]
    Jobs { path: PathBuf, error: io::Error },
    #[error("embedded upstream: {0}")]
    Upstream(#[from] io::Error),
    #[error("HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run(args: Args) -> Result<ExitCode, StartError> {
    let input = Input::read(&args.jobs).map_err(|error| StartError::Jobs {
        path: args.jobs.clone(),
        error,
    })?;
    let services = Arc::new(Services::new(connect(&args).await?, args.out));
    let tally = Arc::new(Mutex::new(Tally::default()));
    let bar = progress::bar(input.jobs.len());
    let tap = Tap::new(Arc::clone(&tally), bar.clone());
    let guard = Logging::builder().json().writer(tap).init();

    report(&input.errors);
    let code = if input.errors.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    run_all(input, &services).await;

    // The table must count every line, so the last one has to be out first.
    drop(guard);
    bar.finish_and_clear();
    eprint!("{}", tally.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(code)
}

async fn connect(args: &Args) -> Result<UpstreamClient, StartError> {
    let time_limit = args.time_limit();
    let (base, proxy) = if let Some(base) = &args.upstream {
        (base.clone(), args.proxy.clone())
    } else {
        let embedded: Url = upstream::start(time_limit * 10).await?;
        let proxy = args.proxy.clone().unwrap_or_else(|| embedded.clone());
        (embedded, Some(proxy))
    };
    Ok(UpstreamClient::new(base, proxy, time_limit)?)
}

fn report(errors: &[InputError]) {
    for error in errors {
        eprintln!("error: {error}");
        evt!(error, "input_rejected", detail = %error, line = error.line);
    }
}

async fn run_all(input: Input, services: &Arc<Services>) {
    let mut jobs = JoinSet::new();
    for spec in input.jobs {
        let services = Arc::clone(services);
        jobs.spawn(async move { job::run(&spec, &services).await });
    }
    // How each job ended is on its lines already; nothing depends on the values.
    while jobs.join_next().await.is_some() {}
}
