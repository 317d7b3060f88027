"""A trust's policy as data: what a pack is, how it is read and checked, and the packs that come with Evenhand."""
