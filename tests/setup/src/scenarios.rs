//! Every scenario by its name.

mod delivery;
mod foreign;
mod layers;
mod legacy;
mod perf;
mod settings;
mod setups;
mod writers;

/// A scenario is named after its module and its function.
pub(crate) fn find(name: &str) -> Option<fn()> {
    let groups = [
        ("settings", settings::ALL),
        ("setups", setups::ALL),
        ("delivery", delivery::ALL),
        ("foreign", foreign::ALL),
        ("layers", layers::ALL),
        ("legacy", legacy::ALL),
        ("perf", perf::ALL),
        ("writers", writers::ALL),
    ];
    let (group, name) = name.split_once("::")?;
    let (_, scenarios) = groups.into_iter().find(|(known, _)| *known == group)?;
    let (_, scenario) = scenarios.iter().find(|(known, _)| *known == name)?;
    Some(*scenario)
}

/// The scenarios of a module.
type Scenarios = &'static [(&'static str, fn())];

/// An argument of the scenario, counted from 0.
///
/// # Panics
///
/// If the test that runs it has forgotten it.
fn argument(index: usize) -> String {
    std::env::args()
        .nth(2 + index)
        .expect("the scenario has its arguments")
}
