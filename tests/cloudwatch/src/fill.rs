//! Putting values in the place of a query's parameters.

use crate::Refusal;

/// Puts values in the place of `{{name}}`.
///
/// # Errors
///
/// A parameter that is given no value, and a value that could end the text that it stands in.
///
/// ```
/// let query = cloudwatch::fill("filter job_id = \"{{job_id}}\"", &[("job_id", "j-17")])?;
/// assert_eq!(query, "filter job_id = \"j-17\"");
/// assert!(cloudwatch::fill("{{job_id}}", &[("job_id", "\" or lvl = \"INFO")]).is_err());
/// # Ok::<(), cloudwatch::Refusal>(())
/// ```
pub fn fill(query: &str, values: &[(&str, &str)]) -> Result<String, Refusal> {
    let mut filled = String::new();
    let mut rest = query;
    while let Some((before, behind)) = rest.split_once("{{") {
        let at = query.len() - behind.len();
        let (name, after) = behind
            .split_once("}}")
            .ok_or_else(|| Refusal::new(at, "a parameter does not end"))?;
        filled.push_str(before);
        filled.push_str(value_of(name, values).map_err(|fault| Refusal::new(at, fault))?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn value_of<'a>(name: &str, values: &[(&str, &'a str)]) -> Result<&'a str, String> {
    let (_, value) = values
        .iter()
        .find(|(own, _)| *own == name)
        .ok_or_else(|| format!("`{name}` has no value"))?;
    if value.contains(['"', '\'', '\\', '`', '\n', '\r']) {
        Err(format!(
            "the value of `{name}` has a quote, a backslash or a line break"
        ))
    } else {
        Ok(value)
    }
}
