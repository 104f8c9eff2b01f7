/** What `touchstone doctor` says of Slurm. */
export const slurmEn = {
  slurm_commands: 'commands',
  slurm_partition: 'partition',
  slurm_shared: 'shared folder',
  slurm_local_files: 'files on nodes',
  slurm_found_commands: 'version {version}, and the controller answers',
  slurm_found_partition: '{partition} is up',
  slurm_found_shared: '{path} can be written, {free} free',
  slurm_found_local_files: 'seen from here too: {files}',
  slurm_amiss_commands: 'version {version} is too old',
  slurm_amiss_partition: '{partition} is not there, or not up; there are: {known}',
  slurm_amiss_shared: '{path} lies in the memory of this machine, where no node sees it',
  slurm_amiss_local_files: 'not seen from here: {files}',
  advice_slurm_commands: 'Slurm 21.08 or newer is needed, with the JSON plugin.',
  advice_slurm_partition: 'Correct TOUCHSTONE_SLURM_PARTITION, or have the partition set up (`sinfo`).',
  advice_slurm_shared: 'Set TOUCHSTONE_SLURM_SHARED to a folder that the nodes see under the same path.',
  advice_slurm_local_files:
    'That is right where they are on the nodes alone; else correct TOUCHSTONE_SLURM_PYTHON, TOUCHSTONE_SLURM_SETUP or TOUCHSTONE_SLURM_CONTAINER.',
};
