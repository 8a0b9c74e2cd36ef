"""The scenes of the film: one module each, named by its id in the plan, with ``paint(stage)``."""
