//! Variables that functions share: cells.

use crate::code::Op;
use crate::objects::Body;
use crate::vm::{R, Vm};

impl Vm {
    pub(super) fn cell_op(&mut self, op: Op) -> R<()> {
        let (Op::LoadDeref(place)
        | Op::LoadClassDeref(place)
        | Op::LoadFromDictOrDeref(place)
        | Op::StoreDeref(place)
        | Op::DeleteDeref(place)
        | Op::LoadClosure(place)) = op
        else {
            return Ok(());
        };
        let name = self.top().body.variables[place as usize];
        if let Op::LoadClassDeref(_) = op
            && let Some(names) = self.top().names
            && let Some(value) = self.dict_get_name(names, name)
        {
            self.incref(value);
            self.push(value);
            return Ok(());
        }
        if let Op::LoadFromDictOrDeref(_) = op
            && let Some(value) = self.name_in_dict(name)?
        {
            self.push(value);
            return Ok(());
        }
        let Some(cell) = self.top().locals[place as usize].get() else {
            unreachable!("a frame makes its cells")
        };
        match op {
            Op::LoadClosure(_) => {
                self.incref(cell);
                self.push(cell);
            }
            Op::StoreDeref(_) => {
                let value = self.pop();
                let value = self.owned(value);
                let old = match self.body_mut(cell) {
                    Body::Cell(held) => held.replace(value),
                    _ => None,
                };
                self.xdecref(old);
            }
            _ => {
                let held = match self.body(cell) {
                    Body::Cell(held) => *held,
                    _ => None,
                };
                let Some(value) = held else {
                    let frame = self.top();
                    let is_free = place as usize >= frame.body.variables.len() - frame.body.nfree;
                    let text = self.text(name).to_owned();
                    if is_free {
                        let text = if self.since(11) {
                            format!(
                                "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
                            )
                        } else {
                            format!(
                                "free variable '{text}' referenced before assignment in enclosing scope"
                            )
                        };
                        return Err(self.name_error("NameError", text, name));
                    }
                    let text = if self.since(11) {
                        format!(
                            "cannot access local variable '{text}' where it is not associated with a value"
                        )
                    } else {
                        format!("local variable '{text}' referenced before assignment")
                    };
                    return Err(self.name_error("UnboundLocalError", text, name));
                };
                if let Op::DeleteDeref(_) = op {
                    if let Body::Cell(held) = self.body_mut(cell) {
                        *held = None;
                    }
                    self.decref(value);
                } else {
                    self.incref(value);
                    self.push(value);
                }
            }
        }
        Ok(())
    }
}
