//! Runs a command of the user's: lines in on its standard input, lines out of its standard output, at the same
//! time.
//!
//! Promises: whatever the command does, the run goes on or ends with an error that says what it did and what to
//! do. It may write before it reads, read nothing, write nothing, die or stay for ever; it and what it started
//! end with the call.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Kind, Result};

/// Longest line of numbers that is taken, in bytes: 16,384 numbers of 64 digits.
const LONGEST: u64 = 1 << 20;
/// Bytes that are kept of what the command says on standard error: the last ones.
const TAIL: usize = 2048;
/// How often it is looked whether the command has ended, and whether the run shall go on.
const TICK: Duration = Duration::from_millis(50);

/// A command that runs; it and what it started end with this value.
struct Running {
    child: Child,
    /// How it ended.
    status: Option<ExitStatus>,
}

impl Running {
    /// How the command ended, if it has; what it started ends with it.
    fn ended(&mut self) -> std::io::Result<Option<ExitStatus>> {
        if self.status.is_none() && self.is_over()? {
            // While it is not waited for, its number is that of no other group.
            self.end_group();
            self.status = Some(self.child.wait()?);
        }
        Ok(self.status)
    }

    /// Whether it has ended; on Unix it is not waited for yet.
    #[cfg(unix)]
    fn is_over(&mut self) -> std::io::Result<bool> {
        use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
        let how = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(Pid::from_child(&self.child)), how)?.is_some())
    }

    #[cfg(not(unix))]
    fn is_over(&mut self) -> std::io::Result<bool> {
        self.child.try_wait().map(|status| status.is_some())
    }

    fn end_group(&self) {
        #[cfg(unix)]
        let _ = rustix::process::kill_process_group(
            rustix::process::Pid::from_child(&self.child),
            rustix::process::Signal::KILL,
        );
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.status.is_none() {
            self.end_group();
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Which command, and how to speak of it.
pub(crate) struct Setting<'a> {
    /// What it is for: `embedder`.
    pub(crate) what: &'static str,
    /// The command, its arguments quoted as for a shell.
    pub(crate) command: &'a str,
    /// Seconds that it may take.
    pub(crate) timeout: u64,
    /// What it is to write, for whoever gave something else.
    pub(crate) form: &'static str,
    /// What a line that it reads holds: `sentence`.
    pub(crate) reads: &'static str,
}

impl Setting<'_> {
    /// An error of the command; `message` goes on after its name.
    fn fault(&self, message: String) -> Error {
        Error::new(Kind::Config, format!("the {} `{}` {message}", self.what, self.command.trim()))
    }
}

/// Why what was read is not what was asked for.
pub(crate) struct Wrong {
    /// In words that go on after the name of the command.
    pub(crate) message: String,
    /// Whether all was read, so that the cause may lie in how the command ended.
    pub(crate) at_the_end: bool,
}

/// Has the command read `input`, which holds `count` lines, and `read` what it writes.
///
/// `go_on` is asked several times a second while the command runs; its error ends it.
///
/// # Errors
/// If the command cannot be started, ends with another status than 0 or takes too long; if it closes its input
/// early; or what `read` and `go_on` say.
pub(crate) fn run<T: Send + 'static>(
    setting: &Setting<'_>,
    (input, count): (String, usize),
    read: impl FnOnce(BufReader<ChildStdout>) -> Result<T, Wrong> + Send + 'static,
    go_on: &mut dyn FnMut() -> Result<()>,
) -> Result<T> {
    let fault = |message: String| setting.fault(message);
    if setting.timeout == 0 {
        let message = format!("the {} needs a time to run in, but `timeout` is 0", setting.what);
        return Err(Error::new(Kind::Config, message).hint("give it seconds: `timeout = 600`"));
    }
    let mut running = Running { child: start(setting)?, status: None };
    let child = &mut running.child;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
        return Err(fault("has no pipes".into()));
    };

    // Each pipe has a thread of its own, or a command that writes before it has read all would wait for us
    // while we wait for it. They end when the command does; none is waited for longer than that.
    let written = apart(move || stdin.write_all(input.as_bytes()));
    let said = apart(move || tail(stderr));
    let result = apart(move || read(BufReader::new(stdout)));
    // A time-out beyond what the clock holds is none.
    let deadline = Instant::now().checked_add(Duration::from_secs(setting.timeout));
    let ended = |running: &mut Running| {
        running.ended().map_err(|cause| fault("cannot be waited for".into()).because(cause))
    };
    // What it started and left behind may hold its output open: that ends with it, not when it pleases.
    let mut wait = |running: &mut Running| -> Result<()> {
        go_on()?;
        if ended(running)?.is_some() {
            return Ok(());
        }
        match deadline.is_none_or(|deadline| Instant::now() < deadline) {
            true => Ok(()),
            false => Err(fault(format!("did not end within {} seconds", setting.timeout)).hint(format!(
                "give it more time with `--{}-timeout`, or try it on a few lines by hand",
                setting.what
            ))),
        }
    };
    let result = until(&result, &mut || wait(&mut running))?;
    if let Err(wrong) = &result
        && !wrong.at_the_end
    {
        return Err(fault(wrong.message.clone()).hint(setting.form));
    }
    let status = loop {
        match ended(&mut running)? {
            Some(status) => break status,
            None => thread::sleep(TICK),
        }
        wait(&mut running)?;
    };
    if !status.success() {
        let said = said.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        return Err(ended_badly(fault, status, &said));
    }
    if written.recv_timeout(TICK).is_ok_and(|written| written.is_err()) {
        return Err(fault(format!("closed its standard input before it had read all {count} lines"))
            .hint(format!("it has to read to the end, one {} a line", setting.reads)));
    }
    result.map_err(|wrong| fault(wrong.message).hint(setting.form))
}

/// Reads the next line into `bytes`; `false` at the end.
///
/// # Errors
/// If it cannot be read, or is longer than a line of any use.
pub(crate) fn next_line(lines: &mut impl BufRead, number: usize, bytes: &mut Vec<u8>) -> Result<bool, Wrong> {
    let wrong = |message: String| Wrong { message, at_the_end: false };
    bytes.clear();
    let read = lines.take(LONGEST).read_until(b'\n', bytes);
    match read.map_err(|cause| wrong(format!("cannot be read from: {cause}")))? as u64 {
        LONGEST => Err(wrong(format!("gave a line {number} of more than 1 MiB"))),
        length => Ok(length > 0),
    }
}

fn start(setting: &Setting<'_>) -> Result<Child> {
    let words = shlex::split(setting.command).filter(|words| !words.is_empty()).ok_or_else(|| {
        Error::new(Kind::Config, format!("cannot take the {} `{}` apart", setting.what, setting.command))
            .hint("close every quotation mark")
    })?;
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // A group of its own, so that what it starts can be ended with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|cause| {
        Error::new(Kind::Config, format!("cannot start the {} `{}`", setting.what, words[0]))
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
                return Err(Error::new(Kind::Config, "the thread that reads from a command ended"));
            }
        }
    }
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
