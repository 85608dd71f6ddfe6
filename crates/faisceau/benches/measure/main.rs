//! Measures: each prints its figures beside a baseline taken in the same run, and can append them
//! to `docs/measures.md`. `cargo bench -p faisceau --bench measure -- filing [--smoke]`.
//! Never a test: nothing here passes or fails on a speed.
#![expect(
    clippy::unwrap_used,
    reason = "a measure that cannot run should say where"
)]
#![expect(clippy::print_stdout, reason = "a measure prints its table")]

mod arrival;
mod client;
mod codes;
mod custody;
mod deposit;
mod dialect;
mod exhibits;
mod extremes;
mod filing;
mod import;
mod letters;
mod linkage;
mod log;
mod pages;
mod quality;
mod store;
mod table;
mod wall;
mod worst;

use table::Table;

/// Runs the measures named; all of them when none is.
fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    // `cargo test --all-targets` runs this program too: it then measures nothing.
    if arguments.iter().any(|a| a == "--test") {
        return;
    }
    let smoke = arguments.iter().any(|a| a == "--smoke");
    let record = arguments.iter().any(|a| a == "--record");
    let named: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|a| !a.starts_with("--"))
        .collect();
    // `filing 64`: with 64 clients only; `worst 1000000`: worlds of a million.
    let (numbers, named): (Vec<&str>, Vec<&str>) =
        named.into_iter().partition(|a| a.parse::<usize>().is_ok());
    let clients: Vec<usize> = numbers.iter().filter_map(|n| n.parse().ok()).collect();
    let wanted = |name: &str| named.is_empty() || named.contains(&name);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    if is_step(&runtime, &arguments) {
        return;
    }
    let mut table = Table::default();
    if wanted("filing") {
        runtime.block_on(filing::measure(&mut table, smoke, &clients));
    }
    asked_by_name(&runtime, &mut table, (&named, smoke, &clients));
    if wanted("import") {
        runtime.block_on(import::measure(&mut table, smoke));
    }
    if wanted("pages") {
        runtime.block_on(pages::measure(&mut table, smoke));
    }
    if wanted("letters") {
        runtime.block_on(letters::measure(&mut table, smoke));
    }
    if wanted("log") {
        runtime.block_on(log::measure(&mut table, smoke));
    }
    if wanted("linkage") {
        linkage::measure(&mut table, smoke);
    }
    if wanted("worst") {
        worst::measure(&mut table, smoke, clients.first().copied());
    }
    table.print();
    if record {
        table.append();
    }
}

/// Measures that run only when they are named: gigabytes are written, or something is needed first.
fn asked_by_name(
    runtime: &tokio::runtime::Runtime,
    table: &mut Table,
    (named, smoke, numbers): (&[&str], bool, &[usize]),
) {
    // Memory is measured best alone.
    if named.contains(&"exhibits") {
        exhibits::measure(table, smoke);
    }
    // `deposit 1`: a file of one gigabyte.
    if named.contains(&"deposit") {
        runtime.block_on(deposit::measure(table, smoke, numbers.first().copied()));
    }
    // A hundred thousand files, each flushed.
    if named.contains(&"custody") {
        runtime.block_on(custody::measure(table, smoke));
    }
    // Eighty thousand codes tried, on a machine that does nothing else.
    if named.contains(&"codes") {
        runtime.block_on(codes::measure(table, smoke));
    }
    // It fills a database of PostgreSQL.
    if named.contains(&"wall") {
        runtime.block_on(wall::measure(table, smoke));
    }
    // It needs a file of complaints, and the time to import it.
    if named.contains(&"arrival") {
        runtime.block_on(arrival::measure(table));
    }
}

/// A step that this program starts in a process of its own, or a recipe asks for; whether it was one.
fn is_step(runtime: &tokio::runtime::Runtime, arguments: &[String]) -> bool {
    match arguments {
        [step, name] if step == "linkage-step" => println!("{}", linkage::step(name)),
        [step, world, count] if step == "worst-step" => {
            println!("{}", worst::step(world, count.parse().unwrap()));
        }
        [step, on, people, megabytes] if step == "exhibits-step" => {
            let [people, megabytes] = [people, megabytes].map(|n| n.parse().unwrap());
            let told = exhibits::step(on, people, megabytes);
            println!("{}", runtime.block_on(told));
        }
        [keys, path] if keys == "linkage-keys" => {
            let file = std::env::var_os("FAISCEAU_BENCH").unwrap();
            linkage::write_keys(file.as_ref(), path.as_ref());
        }
        _ => return false,
    }
    true
}
