//! Steps, done in lanes side by side: what set-up, build, demo and test are made of.
//!
//! A list of steps is read from top to bottom. Steps of the same lane are done one after the other; a step also waits
//! for those it names in `after`. The first failure ends the run, with the failed step's whole output.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    process::Command,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

/// How often a run says what it is still doing.
const STILL_AT_IT: Duration = Duration::from_secs(15);

/// What may be done side by side: `cargo` locks its folders anyway, so its steps wait in one lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    Cargo,
    Node,
    Other,
}

const LANES: [Lane; 3] = [Lane::Cargo, Lane::Node, Lane::Other];

type Work = Box<dyn FnOnce(&Output) -> Result<()> + Send>;

/// One thing to do.
pub struct Step {
    name: String,
    lane: Lane,
    after: Vec<&'static str>,
    work: Work,
}

impl Step {
    /// A step that is done by a function.
    pub fn new(lane: Lane, name: &str, work: impl FnOnce(&Output) -> Result<()> + Send + 'static) -> Self {
        Self { name: name.to_owned(), lane, after: Vec::new(), work: Box::new(work) }
    }

    /// A step that is done by one command.
    pub fn command(lane: Lane, name: &str, mut command: Command) -> Self {
        Self::new(lane, name, move |output| output.run(&mut command))
    }

    /// Names steps of other lanes that must be done before; one that is not in the list is done already.
    pub fn after(mut self, names: &[&'static str]) -> Self {
        self.after.extend(names);
        self
    }
}

/// What a step has printed so far. It is shown only if the step fails.
#[derive(Default)]
pub struct Output {
    text: Mutex<String>,
}

impl Output {
    /// Runs a command to its end and keeps what it prints.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        let program = command.get_program().to_string_lossy().into_owned();
        let (reader, writer) = std::io::pipe()?;
        command.stdin(std::process::Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
        let mut child = command.spawn().with_context(|| format!("'{program}' cannot be started"))?;
        // The command keeps its own ends of the pipe open until it is given others.
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        for line in BufReader::new(reader).split(b'\n') {
            self.line(&String::from_utf8_lossy(&line?));
        }
        let status = child.wait()?;
        ensure!(status.success(), "'{program}' ended with {status}");
        Ok(())
    }

    /// Adds a line of the step's own.
    pub fn line(&self, line: &str) {
        let mut text = locked(&self.text);
        text.push_str(line.trim_end());
        text.push('\n');
    }

    /// All that was printed.
    pub fn text(&self) -> String {
        locked(&self.text).clone()
    }

    fn last_line(&self) -> String {
        let text = locked(&self.text);
        let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        line.trim().chars().take(80).collect()
    }
}

/// What became of a step that was done.
pub struct Done {
    pub name: String,
    pub output: String,
}

/// The first step that could not be done, and why.
pub struct Failed {
    pub name: String,
    pub error: anyhow::Error,
    pub output: String,
}

/// What is known while the lanes are under way.
#[derive(Default)]
struct Progress {
    running: HashMap<String, (Instant, std::sync::Arc<Output>)>,
    done: Vec<Done>,
    failed: Option<Failed>,
}

/// Does all steps and returns them in the order in which they ended.
pub fn run(steps: Vec<Step>) -> Result<Vec<Done>> {
    let (done, failed) = run_to_the_first_failure(steps)?;
    match failed {
        None => Ok(done),
        Some(failed) => Err(failed.error.context(failed.name)),
    }
}

/// Does all steps, or those up to the first failure and the ones beside it; shows the output of the one that failed.
pub fn run_to_the_first_failure(steps: Vec<Step>) -> Result<(Vec<Done>, Option<Failed>)> {
    ensure_that_it_ends(&steps)?;
    let names: Vec<String> = steps.iter().map(|step| step.name.clone()).collect();
    let mut lanes: Vec<Vec<Step>> = LANES.iter().map(|_| Vec::new()).collect();
    for step in steps {
        lanes[step.lane as usize].push(step);
    }
    let progress = Mutex::new(Progress::default());
    let changed = Condvar::new();
    std::thread::scope(|scope| {
        let workers: Vec<_> =
            lanes.into_iter().map(|lane| scope.spawn(|| walk(lane, &names, &progress, &changed))).collect();
        say_what_is_going_on(&progress, &changed, || workers.iter().all(|worker| worker.is_finished()));
    });
    let progress = progress.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(Failed { name, output, .. }) = &progress.failed {
        eprintln!("\n── {name}: its output ──\n{output}──");
    }
    Ok((progress.done, progress.failed))
}

/// Every `after` must point backwards: then no two lanes can wait for each other.
fn ensure_that_it_ends(steps: &[Step]) -> Result<()> {
    for (index, step) in steps.iter().enumerate() {
        let later = steps[index..].iter().find(|other| step.after.contains(&other.name.as_str()));
        if let Some(later) = later {
            bail!("the step '{}' waits for '{}', which stands below it", step.name, later.name);
        }
    }
    Ok(())
}

fn walk(lane: Vec<Step>, names: &[String], progress: &Mutex<Progress>, changed: &Condvar) {
    for step in lane {
        let output = std::sync::Arc::new(Output::default());
        let started = Instant::now();
        {
            let waits_for: Vec<_> = step.after.iter().filter(|name| names.iter().any(|known| known == *name)).collect();
            let ready = |now: &Progress| waits_for.iter().all(|name| now.done.iter().any(|done| done.name == **name));
            let mut now = changed
                .wait_while(locked(progress), |now| now.failed.is_none() && !ready(now))
                .unwrap_or_else(PoisonError::into_inner);
            if now.failed.is_some() {
                return;
            }
            now.running.insert(step.name.clone(), (Instant::now(), output.clone()));
        }
        let result = (step.work)(&output);
        let mut now = locked(progress);
        let took = now.running.remove(&step.name).map_or(started, |(since, _)| since).elapsed();
        match result {
            Ok(()) => {
                println!("  {:<34} {:>6.1} s", step.name, took.as_secs_f32());
                now.done.push(Done { name: step.name, output: output.text() });
            }
            Err(error) => {
                println!("  {:<34} {:>6.1} s  FAILED", step.name, took.as_secs_f32());
                now.failed.get_or_insert(Failed { name: step.name, error, output: output.text() });
            }
        }
        changed.notify_all();
    }
    changed.notify_all();
}

fn say_what_is_going_on(progress: &Mutex<Progress>, changed: &Condvar, finished: impl Fn() -> bool) {
    let mut said = Instant::now();
    let mut now = locked(progress);
    while !finished() {
        (now, _) = changed.wait_timeout(now, Duration::from_millis(200)).unwrap_or_else(PoisonError::into_inner);
        if said.elapsed() < STILL_AT_IT {
            continue;
        }
        said = Instant::now();
        for (name, (since, output)) in &now.running {
            println!("  … {name} ({} s): {}", since.elapsed().as_secs(), output.last_line());
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
