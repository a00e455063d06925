"""What a student's output may be when a person looks at it: HTML, SVG, TeX, outputs."""
