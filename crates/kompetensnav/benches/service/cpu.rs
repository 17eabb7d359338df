//! CPU and memory of processes, as Linux accounts for them.

use std::fs;

/// Clock ticks a second in `/proc` (USER_HZ, 100 on every Linux).
const TICKS: f64 = 100.0;

/// A worker's stack, as the service's `main.rs` asks for it.
const STACK_KILOBYTES: f64 = 16.0 * 1024.0;

/// CPU milliseconds used so far by a process (its threads included).
pub fn of_process(pid: u32) -> f64 {
    stat(pid).map_or(0.0, |(_, own, _)| own)
}

/// The process that started a process.
pub fn parent(pid: u32) -> Option<u32> {
    stat(pid).map(|(parent, _, _)| parent)
}

/// CPU milliseconds used so far by a process's living threads, finer than a clock tick.
pub fn of_threads(pid: u32) -> f64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let nanoseconds = |thread: fs::DirEntry| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    };
    threads.filter_map(nanoseconds).sum::<f64>() / 1e6
}

/// CPU milliseconds used so far by a process and all it has started, ended ones included.
pub fn of_family(root: u32) -> f64 {
    let mut total = 0.0;
    let mut family = vec![root];
    let everyone: Vec<(u32, u32, f64, f64)> = fs::read_dir("/proc")
        .map(|entries| {
            entries
                .flatten()
                .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
                .filter_map(|pid| stat(pid).map(|(parent, own, ended)| (pid, parent, own, ended)))
                .collect()
        })
        .unwrap_or_default();
    while let Some(member) = family.pop() {
        for (pid, parent, own, ended) in &everyone {
            if *pid == member {
                total += own + ended;
            }
            if *parent == member {
                family.push(*pid);
            }
        }
    }
    total
}

/// Resident memory of a process in megabytes.
pub fn resident_megabytes(pid: u32) -> f64 {
    memory(pid, "VmRSS:")
}

/// The most resident memory that a process had, since [`forget_peak`] if that was allowed.
pub fn peak_megabytes(pid: u32) -> f64 {
    memory(pid, "VmHWM:")
}

/// Begins the peak anew at what is resident now.
pub fn forget_peak(pid: u32) {
    // Where it is not allowed the peak is that of the whole run, which is no less.
    let _ = fs::write(format!("/proc/{pid}/clear_refs"), "5");
}

/// What a process has resident, in megabytes, by what it is: `/proc/PID/smaps`, which knows each mapping's file.
pub fn memory_by_kind(pid: u32) -> Vec<(&'static str, f64)> {
    let maps = fs::read_to_string(format!("/proc/{pid}/smaps")).unwrap_or_default();
    let program = fs::read_link(format!("/proc/{pid}/exe")).unwrap_or_default().display().to_string();
    let mut kinds = [
        ("program: code and constants, shared with the page cache", 0.0),
        ("program: what is relocated or written", 0.0),
        ("libraries of the system", 0.0),
        ("stacks", 0.0),
        ("heap", 0.0),
    ];
    let (mut of, mut is_stack_like) = (4, false);
    for line in maps.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let kilobytes = || words.get(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0);
        match words.first() {
            Some(&"Size:") => is_stack_like = of == 4 && kilobytes() == STACK_KILOBYTES,
            Some(&"Rss:") => kinds[if is_stack_like { 3 } else { of }].1 += kilobytes() / 1024.0,
            // Copies of the program's own pages, which are private, stand in its mappings too.
            Some(&"Private_Dirty:") if of == 0 => {
                kinds[0].1 -= kilobytes() / 1024.0;
                kinds[1].1 += kilobytes() / 1024.0;
            }
            Some(first) if first.contains('-') => {
                of = match words.get(5) {
                    Some(path) if **path == program => 0,
                    Some(&"[stack]") => 3,
                    Some(path) if path.starts_with('/') => 2,
                    _ => 4,
                };
            }
            _ => {}
        }
    }
    kinds.to_vec()
}

fn memory(pid: u32, what: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Parent, own CPU, CPU of ended children, in milliseconds.
fn stat(pid: u32) -> Option<(u32, f64, f64)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name may hold spaces; it ends with the last parenthesis.
    let fields: Vec<&str> = text[text.rfind(')')? + 2..].split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    let own = (ticks(11) + ticks(12)) * 1000.0 / TICKS;
    let ended = (ticks(13) + ticks(14)) * 1000.0 / TICKS;
    Some((fields.get(1)?.parse().ok()?, own, ended))
}
