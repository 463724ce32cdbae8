"""The response desk: denied lines with an owner and a clock, worked in five steps; requests for records; drafts and calendar."""
