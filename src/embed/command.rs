//! Runs a command: lines in on its standard input, vectors out of its standard output, at the same time.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{EmbedOptions, line};
use crate::error::{Error, Kind, Result};

/// Longest line of numbers that is taken, in bytes: 16,384 numbers of 64 digits.
const LONGEST: u64 = 1 << 20;
/// Bytes that are kept of what the command says on standard error: the last ones.
const TAIL: usize = 2048;
/// How often it is looked whether the command has ended, and whether the run shall go on.
const TICK: Duration = Duration::from_millis(50);

/// A command that runs; it and what it started end with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        #[cfg(unix)]
        let _ = rustix::process::kill_process_group(
            rustix::process::Pid::from_child(&self.0),
            rustix::process::Signal::KILL,
        );
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The vectors of `count` lines, row-major, each of the same size.
///
/// # Errors
/// As [`embed`](super::embed).
pub(super) fn run(
    options: &EmbedOptions,
    input: String,
    count: usize,
    go_on: &mut dyn FnMut() -> Result<()>,
) -> Result<Vec<f32>> {
    let fault = |message: String| {
        Error::new(Kind::Config, format!("the embedder `{}` {message}", options.command.trim()))
    };
    let mut running = Running(start(options)?);
    let pipes = (running.0.stdin.take(), running.0.stdout.take(), running.0.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
        return Err(fault("has no pipes".into()));
    };

    // Each pipe has a thread of its own, or a command that writes before it has read all would wait for us
    // while we wait for it. They end when the command does; none is waited for longer than that.
    let written = apart(move || stdin.write_all(input.as_bytes()));
    let said = apart(move || tail(stderr));
    let vectors = apart(move || read(BufReader::new(stdout), count));
    let deadline = Instant::now() + Duration::from_secs(options.timeout);
    let mut wait = || -> Result<()> {
        go_on()?;
        match Instant::now() < deadline {
            true => Ok(()),
            false => Err(fault(format!("did not end within {} seconds", options.timeout))
                .hint("give it more time with `--embedder-timeout`, or try it on a few sentences by hand")),
        }
    };
    let vectors = until(&vectors, &mut wait)?;
    if let Err(wrong) = &vectors
        && !wrong.at_the_end
    {
        return Err(fault(wrong.message.clone()).hint(FORM));
    }
    let status = loop {
        match running.0.try_wait().map_err(|cause| fault("cannot be waited for".into()).because(cause))? {
            Some(status) => break status,
            None => thread::sleep(TICK),
        }
        wait()?;
    };
    if !status.success() {
        // What it started may go on and hold standard error open: its last words are not waited for.
        let said = said.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        return Err(ended_badly(fault, status, &said));
    }
    if written.recv_timeout(TICK).is_ok_and(|written| written.is_err()) {
        return Err(fault(format!("closed its standard input before it had read all {count} lines"))
            .hint("it has to read to the end, one sentence a line"));
    }
    vectors.map_err(|wrong| fault(wrong.message).hint(FORM))
}

/// What is expected, for whoever gave something else.
const FORM: &str = "it has to write one line of numbers for each line that it reads, all of the same length";

fn start(options: &EmbedOptions) -> Result<Child> {
    let words = shlex::split(&options.command).filter(|words| !words.is_empty()).ok_or_else(|| {
        Error::new(Kind::Config, format!("cannot take the embedder `{}` apart", options.command))
            .hint("close every quotation mark")
    })?;
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // A group of its own, so that what it starts can be ended with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|cause| {
        Error::new(Kind::Config, format!("cannot start the embedder `{}`", words[0]))
            .because(cause)
            .hint("give a program that is in `PATH`, or its path; there is no shell unless you name one: `sh -c '...'`")
    })
}

/// Runs `work` on a thread of its own and hands its result over.
fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(work()));
    receiver
}

/// Waits for a result as long as `wait` allows.
fn until<T>(result: &Receiver<T>, wait: &mut dyn FnMut() -> Result<()>) -> Result<T> {
    loop {
        match result.recv_timeout(TICK) {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Timeout) => wait()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Error::new(Kind::Config, "the thread that reads from the embedder ended"));
            }
        }
    }
}

/// Why what was read are no vectors.
struct Wrong {
    message: String,
    /// Whether all was read, so that the cause may lie in how the command ended.
    at_the_end: bool,
}

fn read(mut lines: impl BufRead, count: usize) -> std::result::Result<Vec<f32>, Wrong> {
    let wrong = |message: String| Wrong { message, at_the_end: false };
    let mut values = Vec::new();
    let mut size = 0;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = (&mut lines).take(LONGEST).read_until(b'\n', &mut bytes);
        let length = read.map_err(|cause| wrong(format!("cannot be read from: {cause}")))? as u64;
        match (length, number > count) {
            (0, true) => break,
            (0, false) => {
                let message = format!("gave {} vectors for {count} lines", number - 1);
                return Err(Wrong { message, at_the_end: true });
            }
            (LONGEST, _) => return Err(wrong(format!("gave a line {number} of more than 1 MiB"))),
            (_, true) => return Err(wrong(format!("gave more than {count} vectors for {count} lines"))),
            (_, false) => {}
        }
        let found = line::numbers(&String::from_utf8_lossy(&bytes), &mut values)
            .map_err(|message| wrong(format!("gave, in line {number}, {message}")))?;
        if number == 1 {
            size = found;
        } else if found != size {
            return Err(wrong(format!("gave {size} numbers in line 1, but {found} in line {number}")));
        }
    }
    Ok(values)
}

/// The last bytes of a stream, as text.
fn tail(mut stream: impl Read) -> String {
    let mut kept: Vec<u8> = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        kept.extend(&buffer[..read]);
        kept.drain(..kept.len().saturating_sub(TAIL));
    }
    String::from_utf8_lossy(&kept).trim().to_owned()
}

fn ended_badly(fault: impl Fn(String) -> Error, status: ExitStatus, said: &str) -> Error {
    let last: Vec<&str> = said.lines().rev().take(5).collect();
    let last = last.into_iter().rev().collect::<Vec<_>>().join(" | ");
    let error = fault(format!("failed, {status}"));
    match last.is_empty() {
        true => error.hint("run it by hand: it said nothing"),
        false => error.hint(format!("it said: {last}")),
    }
}
