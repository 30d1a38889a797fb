"""A kind of contract for `lint-imports`: what the modules of a capability may know."""

from __future__ import annotations

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Capabilities(Contract):
    """No module of a capability knows a request; and each is pure, unless it is said to work with
    rows.

    A capability is every package that does not stand beside them. A module is pure when nothing
    that it imports, however far, knows a request, the database or the settings. One that is said to
    work with rows and is pure, or gone, is a fault too: so the list stays true.
    """

    type_name = "capabilities"

    beside = fields.SetField(subfield=fields.StringField())
    request = fields.SetField(subfield=fields.StringField())
    rows = fields.SetField(subfield=fields.StringField())
    working_with_rows = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find the modules that are not what is said of them."""
        faults = list(self._faults(graph))
        return ContractCheck(kept=not faults, metadata={"faults": faults})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say each fault in a line."""
        for fault in check.metadata["faults"]:
            output.print_error(fault)

    def _faults(self, graph: ImportGraph) -> Iterator[str]:
        root = self.session_options["root_packages"][0]
        modules = {
            module
            for package in graph.find_children(root) - {f"{root}.{one}" for one in self.beside}
            for module in (package, *graph.find_descendants(package))
        }
        working = {
            f"{root}.{package}.{name}"
            for package, _, names in (line.partition(":") for line in self.working_with_rows)
            for name in names.split()
        }
        for module in sorted(modules):
            for known in sorted(graph.find_modules_directly_imported_by(module) & self.request):
                yield f"{module} knows a request: it imports {known}"
            chains = (
                graph.find_shortest_chain(importer=module, imported=one)
                for one in sorted(self.request | self.rows)
                if one in graph.modules
            )
            chain = next(filter(None, chains), None)
            if chain is not None and module not in working:
                yield f"{module} is not pure: {' -> '.join(chain)}"
            if chain is None and module in working:
                yield f"{module} works with no rows: take it off the list"
        for module in sorted(working - modules):
            yield f"{module} is not there: take it off the list"
