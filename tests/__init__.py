"""Tests by behaviour: units, stories through the pilot, golden bytes, snapshots, bench floors."""
