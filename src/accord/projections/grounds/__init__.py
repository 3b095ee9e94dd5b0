"""On what does it rest: which mandate, which decision, which authority, and does that bear it as is now known?"""

from accord.projections.grounds.acts import acts_of
from accord.projections.grounds.clauses import provenance
from accord.projections.grounds.findings import findings

__all__ = ["acts_of", "findings", "provenance"]
