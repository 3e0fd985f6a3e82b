//! The program of `cargo xtask fuzz`, with the engine in it; without, it runs files of inputs once:
//! `cargo run -p asyncapi-fuzz -- TARGET FILE…`. The variable `FUZZ_TARGET` tells the engine which
//! target it is for.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
mod engine {
    use std::env;
    use std::sync::LazyLock;

    use asyncapi_fuzz::mutate::Mutator;
    use asyncapi_fuzz::{Target, target};
    use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

    static TARGET: LazyLock<&'static Target> = LazyLock::new(|| {
        let name = env::var("FUZZ_TARGET").expect("`FUZZ_TARGET` names a target");
        target(&name).expect("there is no such target")
    });
    static MUTATOR: LazyLock<Mutator> = LazyLock::new(|| Mutator::new(TARGET.words));

    fuzz_target!(|data: &[u8]| (TARGET.run)(data));

    // Bytes are changed by the engine, or as JSON: then what was well-formed stays so.
    fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
        match MUTATOR.mutate(&data[..size], max_size, seed) {
            Some(mutated) => {
                data[..mutated.len()].copy_from_slice(&mutated);
                mutated.len()
            }
            None => fuzzer_mutate(data, size, max_size),
        }
    });
}

#[cfg(not(fuzzing))]
fn main() -> std::process::ExitCode {
    use std::process::ExitCode;
    use std::{env, fs};

    let mut args = env::args().skip(1);
    let target = args.next().and_then(|name| asyncapi_fuzz::target(&name));
    let Some(target) = target else {
        let names = asyncapi_fuzz::TARGETS.map(|target| target.name).join("|");
        eprintln!("usage: asyncapi-fuzz {names} FILE…");
        return ExitCode::from(2);
    };
    for path in args {
        match fs::read(&path) {
            Ok(data) => (target.run)(&data),
            Err(error) => {
                eprintln!("error: cannot read `{path}`: {error}");
                return ExitCode::from(2);
            }
        }
        println!("{path}: nothing found");
    }
    ExitCode::SUCCESS
}
