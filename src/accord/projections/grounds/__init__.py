"""On what does it rest: which mandate, which decision, which authority, and does that bear it as is now known?"""

from accord.projections.grounds.acts import acts, acts_of
from accord.projections.grounds.authorities import Chains
from accord.projections.grounds.clauses import provenance
from accord.projections.grounds.findings import findings

__all__ = ["Chains", "acts", "acts_of", "findings", "provenance"]
