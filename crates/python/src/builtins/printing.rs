//! `print`.

use crate::objects::Body;
use crate::vm::{Args, R, Vm};

pub(super) fn print(vm: &mut Vm, args: &Args<'_>) -> R {
    let mut separator = " ".to_owned();
    let mut end = "\n".to_owned();
    let mut file = None;
    for &(key, value) in args.kw {
        let text = match vm.body(value) {
            Body::Str(text) => Some(text.value.as_str().to_owned()),
            _ => None,
        };
        match vm.text(key) {
            "sep" => separator = text.unwrap_or(separator),
            "end" => end = text.unwrap_or(end),
            "file" => file = (value != vm.one.none).then_some(value),
            "flush" => {}
            other => {
                let text = if vm.since(13) {
                    format!("print() got an unexpected keyword argument '{other}'")
                } else {
                    format!("'{other}' is an invalid keyword argument for print()")
                };
                return Err(vm.type_error(text));
            }
        }
    }
    let file = file.or_else(|| vm.sys_attribute("stdout"));
    let Some(file) = file else {
        return Ok(vm.none());
    };
    for (place, &value) in args.pos.iter().enumerate() {
        if place > 0 {
            vm.write_file(file, &separator)?;
        }
        let text = vm.str_of(value)?;
        vm.write_file(file, &text)?;
    }
    vm.write_file(file, &end)?;
    Ok(vm.none())
}
